// Receives that are repeated with their attempt id.
#include "properties/explore/scenarios/scenario.h"
#include "properties/explore/scenarios/steps.h"

namespace sqsproof::properties {
namespace {

using namespace steps;

Command attempt(int number, int max_messages = 1) {
  Command command = receive(max_messages);
  command.attempt = number;
  return command;
}

Program make_repeated(Timing timing) {
  const int timeout_s = timing == Timing::fast ? 2 : 30;
  return program(true, {.visibility_timeout_s = timeout_s},
                 {send_batch(pick(1, 3), 3), attempt(1, 2),
                  after_s(timing == Timing::fast ? 1 : pick_from({0, 20}), attempt(1, 2)),
                  after_s(timing == Timing::fast ? 1 : pick_from({15, 20, 31}), receive(2))});
}

Program make_after_use(Timing timing) {
  const int timeout_s = timing == Timing::fast ? 2 : 30;
  return program(true, {.visibility_timeout_s = timeout_s},
                 {send(), send(2), attempt(1, 2),
                  percent(60) ? remove() : change(pick_from({0, 60})), attempt(1, 2), receive(2)});
}

/// One of two messages stays hidden for longer, or comes back at once.
Program make_after_change(Timing timing) {
  const int timeout_s = timing == Timing::fast ? 4 : 30;
  return program(true, {.visibility_timeout_s = timeout_s},
                 {send(), send(2), attempt(1, 2),
                  change(pick_from({0, timeout_s + 1, timeout_s + 1}), pick(1, 2)), attempt(1, 2)});
}

/// In real time it has to fit into the window of a run, with the drain, which waits for the timeout
/// of every receive; and to be late for clocks that nobody sees.
Program make_late(Timing timing) {
  const bool real = timing == Timing::full;
  const int later_s = real ? 304 : pick_from({290, 301});
  const int timeout_s = real ? 1 : Command::kQueueDefault;
  Command late = receive(1, timeout_s);
  late.attempt = 1;
  return program(true, {.visibility_timeout_s = real ? 312 : 600},
                 {send(), attempt(1), after_s(later_s, late), receive(1, timeout_s)});
}

/// An attempt id is one of its queue: in another it is new.
Program make_in_two_queues(Timing timing) {
  return program(true, {.visibility_timeout_s = timing == Timing::fast ? 2 : 30},
                 {send(), in(Role::other, send(pick(1, 2))), attempt(1, pick(1, 2)),
                  in(Role::other, attempt(1, pick(1, 2))), in(Role::other, receive())});
}

const Scenario kScenarios[] = {
    {"fifo/attempts/repeated", "an attempt is repeated, and its messages looked for", make_repeated,
     Timing::fast, "fifo/attempts/same-answer"},
    {"fifo/attempts/after-use", "a message of the attempt is done with in between", make_after_use,
     Timing::fast, "fifo/attempts/not-after-delete"},
    {"fifo/attempts/after-change", "a message of the attempt is hidden for another time in between",
     make_after_change, Timing::fast, "fifo/attempts/not-after-change"},
    {"fifo/attempts/late", "an attempt is repeated around the end of its five minutes", make_late,
     Timing::full, "fifo/attempts/over-after-five-minutes"},
    {"fifo/attempts/in-two-queues", "two queues are received from with one attempt id",
     make_in_two_queues},
};

}  // namespace

std::span<const Scenario> attempt_scenarios() { return kScenarios; }

}  // namespace sqsproof::properties

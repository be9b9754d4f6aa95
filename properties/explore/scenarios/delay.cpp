// Delays, and changes of the queue's delay while messages wait.
#include "properties/explore/scenarios/scenario.h"
#include "properties/explore/scenarios/steps.h"

namespace sqsproof::properties {
namespace {

using namespace steps;
using Kind = Command::Kind;

int timeout_s(Timing timing) { return timing == Timing::fast ? 2 : 30; }

Program setting_changes(bool fifo, int first_s, int second_s, Timing timing) {
  const bool fast = timing == Timing::fast;
  return program(fifo, {.visibility_timeout_s = timeout_s(timing), .delay_s = first_s},
                 {send(), after_s(fast ? 0 : pick_from({0, 5}), set(Setting::delay, second_s)),
                  receive(), after_s(fast ? 1 : pick_from({6, 11}), receive()), send(),
                  after_s(fast ? 2 : pick_from({21, 61}), receive(10))});
}

Program make_setting_changes(Timing timing) {
  const bool fast = timing == Timing::fast;
  const int first_s = fast ? pick(0, 2) : pick_from({0, 10, 60});
  return setting_changes(percent(50), first_s, fast ? pick(0, 2) : pick_from({0, 20, 60}), timing);
}

/// On a FIFO queue also of messages that wait already. SQSAPI/SetQueueAttributes
Program make_setting_moves(Timing timing) {
  const bool fast = timing == Timing::fast;
  return setting_changes(true, fast ? 2 : pick_from({10, 60}), fast ? 0 : pick_from({0, 20}),
                         timing);
}

Program make_message_beats_queue(Timing timing) {
  const bool fast = timing == Timing::fast;
  Command own = percent(50) ? send() : send_batch(2);
  own.delay_s = fast ? pick(0, 2) : pick_from({0, 2, 30});
  return program(
      percent(20),
      {.visibility_timeout_s = timeout_s(timing), .delay_s = fast ? 1 : pick_from({3, 20})},
      {own, receive(), after_s(fast ? 1 : pick_from({2, 4}), receive()),
       after_s(fast ? 2 : pick_from({21, 31}), receive())});
}

Program make_poll_waits_for_delay(Timing timing) {
  const bool fast = timing == Timing::fast;
  return program(
      percent(50),
      {.visibility_timeout_s = timeout_s(timing), .delay_s = fast ? 1 : pick_from({3, 10})},
      {send(), poll(fast ? 2 : 20), receive()});
}

/// One that has to be refused, and one of 0, which does not end the delay of the queue.
Program make_own_on_fifo(Timing timing) {
  Command own = percent(50) ? send() : send_batch(2);
  own.delay_s = timing == Timing::fast ? 1 : pick_from({1, 30});
  Command none = send();
  none.delay_s = 0;
  return program(true, {.visibility_timeout_s = timeout_s(timing), .delay_s = 1},
                 {own, percent(70) ? none : send(), receive(10), after_s(2, receive(10))});
}

const Scenario kScenarios[] = {
    {"delay/setting-changes", "the queue's delay changes while a message waits",
     make_setting_changes},
    {"delay/setting-moves", "the delay of a FIFO queue changes while a message waits",
     make_setting_moves, Timing::fast, "delay/setting-moves-delayed"},
    {"delay/message-beats-queue", "a message has a delay of its own, perhaps 0",
     make_message_beats_queue, Timing::fast, "delay/message-overrides-queue"},
    {"delay/own-on-fifo", "a message to a FIFO queue has a delay of its own", make_own_on_fifo,
     Timing::fast, "delay/refused-on-fifo"},
    {"delay/poll-waits", "a long poll outlasts the delay", make_poll_waits_for_delay},
};

}  // namespace

std::span<const Scenario> delay_scenarios() { return kScenarios; }

}  // namespace sqsproof::properties

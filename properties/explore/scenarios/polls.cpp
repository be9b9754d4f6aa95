// Long polls, and what wakes them.
#include "properties/explore/scenarios/scenario.h"
#include "properties/explore/scenarios/steps.h"

namespace sqsproof::properties {
namespace {

using namespace steps;
using Kind = Command::Kind;

/// Long enough to tell a poll that sleeps on from an answer that was held up on its way.
int wait_s(Timing timing) { return timing == Timing::fast ? 7 : 20; }

Program make_wakes_on_send(Timing timing) {
  return program(percent(50), {},
                 {by(0, poll(wait_s(timing))),
                  by(1, after_s(timing == Timing::fast ? 1 : pick(1, 15), send()))});
}

/// Of two queues, somebody waits at each.
Program make_wakes_beside_another(Timing timing) {
  const int later_s = timing == Timing::fast ? 1 : pick(1, 10);
  return program(percent(50), {},
                 {by(0, poll(wait_s(timing))), by(1, in(Role::other, poll(wait_s(timing)))),
                  by(2, after_s(later_s, in(percent(50) ? Role::main : Role::other, send())))});
}

/// Nothing but the change ends the timeout before the poll does.
Program make_wakes_on_change(Timing timing) {
  const int later_s = timing == Timing::fast ? 2 : pick(2, 10);
  return program(percent(50), {.visibility_timeout_s = timing == Timing::fast ? 10 : 30},
                 {by(1, send()), by(1, receive()), by(0, after_s(1, poll(wait_s(timing)))),
                  by(1, after_s(later_s, percent(50) ? change(0) : change(1)))});
}

/// Half a second after the poll began, or later.
Program make_wakes_on_freed_group(Timing timing) {
  Command freeing = remove();
  freeing.think_ms = timing == Timing::fast ? 1'500 : 500 + 1'000 * pick(1, 10);
  return program(true, {.visibility_timeout_s = timing == Timing::fast ? 10 : 30},
                 {by(1, send()), by(1, send()), by(1, receive()),
                  by(0, after_s(1, poll(wait_s(timing)))), by(1, freeing)});
}

Program make_finds_some(Timing timing) {
  return program(percent(50), {.visibility_timeout_s = timing == Timing::fast ? 2 : 30},
                 {send(1), send(2), after_s(pick(0, 2), poll(wait_s(timing), 10))});
}

Program make_wakes_on_timeout(Timing timing) {
  const int timeout_s = timing == Timing::fast ? 1 : pick_from({3, 10});
  return program(percent(50), {.visibility_timeout_s = timeout_s},
                 {send(), receive(), poll(wait_s(timing)), receive()});
}

Program make_several_wait(Timing timing) {
  Program made = program(percent(50), {.visibility_timeout_s = timing == Timing::fast ? 2 : 60},
                         {by(0, poll(pick(1, wait_s(timing)))), by(1, poll(wait_s(timing)))});
  made.commands.push_back(by(2, after_s(timing == Timing::fast ? 1 : pick(1, 10), send())));
  made.commands.push_back(by(2, send(2)));
  made.commands.push_back(by(0, receive()));
  return made;
}

Program make_waits_in_vain(Timing timing) {
  QueuePlan plan;
  plan.wait_s = timing == Timing::fast ? pick(0, 1) : pick_from({0, 10});
  Command request = poll(pick_from({Command::kQueueDefault, 0, timing == Timing::fast ? 1 : 5}));
  return program(percent(50), plan, {request, send(), poll(wait_s(timing), 10)});
}

/// Before a message and while it is hidden, nobody but the queue says how long to wait.
Program make_queue_waits(Timing timing) {
  QueuePlan plan;
  plan.wait_s = timing == Timing::fast ? pick(1, 2) : pick_from({2, 10, 20});
  plan.visibility_timeout_s = plan.wait_s + 3;
  return program(
      percent(50), plan,
      {poll(Command::kQueueDefault), send(), receive(), poll(Command::kQueueDefault), poll(0)});
}

const Scenario kScenarios[] = {
    {"long-poll/wakes-on-send", "a message is sent while a poll waits", make_wakes_on_send},
    {"long-poll/wakes-beside-another", "of two queues that are polled, one gets a message",
     make_wakes_beside_another, Timing::fast, "long-poll/woken-by-send"},
    {"long-poll/wakes-on-change", "a message is released while a poll waits", make_wakes_on_change,
     Timing::fast, "long-poll/woken-by-timer"},
    {"long-poll/wakes-on-freed-group", "a group becomes free while a poll waits",
     make_wakes_on_freed_group, Timing::fast, "long-poll/woken-by-freed-group"},
    {"long-poll/finds-some", "a poll finds fewer messages than it asks for", make_finds_some,
     Timing::fast, "long-poll/answers-at-once"},
    {"long-poll/wakes-on-timeout", "a lease ends while a poll waits", make_wakes_on_timeout},
    {"long-poll/several-wait", "several polls wait for few messages", make_several_wait},
    {"long-poll/waits-in-vain", "nothing comes", make_waits_in_vain},
    {"long-poll/queue-waits", "nothing comes, and only the queue says how long to wait",
     make_queue_waits, Timing::fast, "long-poll/queue-wait"},
};

}  // namespace

std::span<const Scenario> poll_scenarios() { return kScenarios; }

}  // namespace sqsproof::properties

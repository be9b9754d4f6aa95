// Messages that are received too often.
#include "properties/explore/scenarios/scenario.h"
#include "properties/explore/scenarios/steps.h"

namespace sqsproof::properties {
namespace {

using namespace steps;
using Kind = Command::Kind;

int limit() { return pick_from({1, 1, 2, 3}); }

Program make_many_receives(Timing timing) {
  Program made = program(percent(50), {.visibility_timeout_s = timing == Timing::fast ? 1 : 5}, {});
  made.plan.max_receive_count = limit();
  made.commands = {send()};
  if (percent(50)) made.commands.back().attributes = pick(1, 4);
  for (int i = 0; i < made.plan.max_receive_count; ++i) {
    made.commands.push_back(receive(1, 0));
    if (percent(40)) made.commands.push_back(change(0));
  }
  made.commands.push_back(receive(1, 0));
  made.commands.push_back(in(Role::dead_letter, receive(1, 0)));
  if (percent(50)) made.commands.push_back(in(Role::dead_letter, receive(1)));
  return made;
}

/// The limit is 3, so that the second receive of the next message is not its own last one. Only
/// when the dead one was seen in the other queue is it surely gone.
Program make_next_of_group(Timing timing) {
  const int timeout_s = timing == Timing::fast ? 1 : 5;
  return program(true, {.visibility_timeout_s = timeout_s, .max_receive_count = 3},
                 {send(), send(), receive(1, 0), receive(1, 0), receive(1),
                  after_s(timeout_s + 3, in(Role::dead_letter, receive())), receive(1, 0),
                  in(Role::dead_letter, receive()), receive()});
}

Program make_same_id_twice(Timing) {
  const bool purges = percent(50);
  std::vector<Command> commands = {send(1, 1),
                                   receive(1, 0),
                                   receive(1, 0),
                                   of_kind(purges ? Kind::purge : Kind::pass),
                                   after_s(purges ? 0 : 301, send(1, 1)),
                                   receive(1, 0),
                                   receive(1, 0),
                                   in(Role::dead_letter, receive(10))};
  return program(true, {.visibility_timeout_s = 5, .max_receive_count = 1}, std::move(commands));
}

/// The window of an id goes on when its message has moved away.
Program make_id_sent_again(Timing) {
  return program(
      true, {.visibility_timeout_s = 5, .max_receive_count = 1},
      {send(1, 1), receive(1, 0), receive(1, 0), send(1, 1), receive(1, 0), receive(1, 0)});
}

Program make_limit_changes(Timing timing) {
  const int timeout_s = timing == Timing::fast ? 1 : 5;
  return program(percent(50), {.visibility_timeout_s = timeout_s, .max_receive_count = pick(1, 3)},
                 {send(), receive(1, 0), set(Setting::max_receive_count, pick(1, 3)), receive(1, 0),
                  receive(1, 0), receive(1, 0), in(Role::dead_letter, receive(1, 0))});
}

Program make_changes_between(Timing timing) {
  const int limit = pick_from({2, 2, 3});
  std::vector<Command> commands = {send(), receive()};
  for (int i = 1; i < limit; ++i) commands.push_back(change(0));
  commands.push_back(receive(1));
  return program(
      percent(50),
      {.visibility_timeout_s = timing == Timing::fast ? 2 : 30, .max_receive_count = limit},
      std::move(commands));
}

/// Nobody sends anything to the queue that is polled.
Program make_wakes_a_poll(Timing timing) {
  const int later_s = timing == Timing::fast ? 2 : pick(2, 10);
  return program(percent(50),
                 {.visibility_timeout_s = timing == Timing::fast ? 2 : 30, .max_receive_count = 1},
                 {by(1, send()), by(1, receive(1, 0)),
                  by(0, after_s(1, in(Role::dead_letter, poll(timing == Timing::fast ? 7 : 20)))),
                  by(1, after_s(later_s, receive()))});
}

const Scenario kScenarios[] = {
    {"dead-letter/many-receives", "a message is received until it is dead", make_many_receives},
    {"dead-letter/next-of-group", "behind a dead message its group goes on", make_next_of_group,
     Timing::fast, "dead-letter/frees-group"},
    {"dead-letter/same-id-twice", "two messages with one deduplication id die", make_same_id_twice,
     Timing::full},
    {"dead-letter/changes-between", "a timeout is changed as often as a message may be received",
     make_changes_between, Timing::fast, "dead-letter/changes-do-not-count"},
    {"fifo/dedup/of-a-dead-letter", "the id of a message that has died is sent again",
     make_id_sent_again},
    {"dead-letter/limit-changes", "the limit changes between receives", make_limit_changes},
    {"dead-letter/wakes-a-poll", "a message becomes a dead letter while a poll waits for one",
     make_wakes_a_poll, Timing::fast, "long-poll/woken-by-timer"},
};

}  // namespace

std::span<const Scenario> dead_letter_scenarios() { return kScenarios; }

}  // namespace sqsproof::properties

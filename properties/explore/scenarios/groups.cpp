// What holds a group back, and what sets it free.
#include "properties/explore/scenarios/scenario.h"
#include "properties/explore/scenarios/steps.h"

namespace sqsproof::properties {
namespace {

using namespace steps;
using Kind = Command::Kind;

QueuePlan plan(Timing timing) { return {.visibility_timeout_s = timing == Timing::fast ? 2 : 30}; }

Program make_batch_in_flight(Timing timing) {
  return program(
      true, plan(timing),
      {send_batch(pick(2, 4), 3), receive(pick_from({2, 10})), send(3),
       percent(50) ? remove(pick(1, 2)) : change(0, pick(1, 2)), receive(10), receive(1)});
}

Program make_head_is_extended(Timing timing) {
  const bool fast = timing == Timing::fast;
  return program(true, plan(timing),
                 {send(), receive(), change(fast ? 2 : 90), send(),
                  after_s(fast ? 1 : pick_from({1, 31, 60}), receive(10)), remove(), receive(10)});
}

Program make_emptied_group(Timing timing) {
  return program(
      true, plan(timing),
      {send(), receive(), remove(), receive(), send(), receive(), remove(), send(), receive()});
}

Program make_two_groups(Timing timing) {
  return program(true, plan(timing),
                 {send(1), send(1), send(2), receive(), receive(), receive(),
                  percent(50) ? remove(pick(1, 2)) : send(1), receive()});
}

Program make_receive_at_once(Timing timing) {
  Program made = program(true, plan(timing), {by(0, send_batch(3, 3))});
  for (int i = 0; i < 4; ++i) {
    Command one = by(i % 2 + 1, receive(pick_from({1, 10})), pick_from({1, 5}));
    if (i < 2) one.think_ms = 100;
    made.commands.push_back(one);
  }
  return made;
}

/// Their locks are apart, however they are told from each other.
Program make_many(Timing timing) {
  constexpr int kGroups = 10;
  std::vector<Command> commands;
  for (int group = 1; group <= kGroups; ++group) commands.push_back(send(group));
  for (int i = 0; i < kGroups; ++i) commands.push_back(after_s(i == 0 ? 1 : 0, receive()));
  return program(true, plan(timing), std::move(commands));
}

/// Groups of one name in two queues have nothing in common.
Program make_same_name_elsewhere(Timing timing) {
  return program(
      true, plan(timing),
      {send(), in(Role::other, send()), receive(), after_s(1, in(Role::other, receive())),
       percent(50) ? remove() : send(), in(Role::other, receive())});
}

Program make_on_standard(Timing timing) {
  Command one = send();
  one.odd_group = 1;
  return program(false, plan(timing), {one, one, one, receive(), receive(), receive()});
}

const Scenario kScenarios[] = {
    {"fifo/groups/batch-in-flight", "one of several messages in flight is done with",
     make_batch_in_flight},
    {"fifo/groups/head-is-extended", "the lease of the first message is extended",
     make_head_is_extended},
    {"fifo/groups/emptied", "a group is emptied and used again", make_emptied_group},
    {"fifo/groups/two", "two groups, one in flight", make_two_groups},
    {"fifo/groups/receive-at-once", "several clients receive at once", make_receive_at_once},
    {"fifo/groups/many", "many groups are in flight", make_many},
    {"fifo/groups/same-name-elsewhere", "a group of another queue has the same name",
     make_same_name_elsewhere},
    {"fifo/groups/on-standard", "messages of a standard queue have a group", make_on_standard,
     Timing::fast, "fifo/groups/none-on-standard"},
    {"fifo/order/batch-in-flight", "one of several messages in flight is done with",
     make_batch_in_flight},
    {"fifo/order/head-is-extended", "the lease of the first message is extended",
     make_head_is_extended},
};

}  // namespace

std::span<const Scenario> group_scenarios() { return kScenarios; }

}  // namespace sqsproof::properties

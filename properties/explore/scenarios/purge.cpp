// Purges, and what they leave alone.
#include "properties/explore/scenarios/scenario.h"
#include "properties/explore/scenarios/steps.h"

namespace sqsproof::properties {
namespace {

using namespace steps;
using Kind = Command::Kind;

/// At once, or when a minute is over.
int later_s(Timing timing) { return timing == Timing::fast ? 0 : pick_from({0, 61}); }

Program make_other_queue(Timing timing) {
  const QueuePlan plan{.visibility_timeout_s = timing == Timing::fast ? 2 : 10,
                       .max_receive_count = percent(50) ? 1 : 0};
  return program(
      percent(50), plan,
      {send(), in(Role::other, send()), receive(1, 0), receive(1, 0),
       in(percent(50) ? Role::main : Role::other, of_kind(Kind::purge)),
       after_s(later_s(timing), in(Role::other, receive())), in(Role::dead_letter, receive())});
}

Program make_all_states(Timing timing) {
  Command delayed = send();
  delayed.delay_s = timing == Timing::fast ? 1 : 10;
  Program made = program(percent(50), {.visibility_timeout_s = timing == Timing::fast ? 2 : 10},
                         {send(), receive(), send(), of_kind(Kind::purge),
                          after_s(later_s(timing), send()), receive(10)});
  if (!made.fifo) made.commands.insert(made.commands.begin(), delayed);
  return made;
}

Program make_beside_full_queue(Timing timing) {
  return program(percent(50), {.visibility_timeout_s = timing == Timing::fast ? 2 : 10},
                 {in(Role::other, send()), send(), of_kind(Kind::purge),
                  after_s(timing == Timing::fast ? pick(0, 2) : pick_from({0, 61}),
                          in(Role::other, receive(10)))});
}

Program make_twice(Timing timing) {
  const int later_s = timing == Timing::fast ? pick(0, 1) : pick_from({0, 58, 61});
  return program(
      percent(50), {},
      {send(), of_kind(Kind::purge), after_s(later_s, of_kind(Kind::purge)), send(), receive()});
}

const Scenario kScenarios[] = {
    {"purge/other-queue", "one queue is purged, others hold messages", make_other_queue},
    {"purge/all-states", "messages in flight, delayed and visible are purged", make_all_states},
    {"purge/beside-full-queue", "a queue is purged beside one that holds a message",
     make_beside_full_queue, Timing::fast, "purge/leaves-other-queues"},
    {"purge/twice", "a queue is purged twice", make_twice, Timing::fast,
     "purge/at-most-once-a-minute"},
};

}  // namespace

std::span<const Scenario> purge_scenarios() { return kScenarios; }

}  // namespace sqsproof::properties

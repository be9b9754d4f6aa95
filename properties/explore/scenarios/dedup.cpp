// Deduplication: the window, its end, and clients that send at once.
#include "properties/explore/scenarios/scenario.h"
#include "properties/explore/scenarios/steps.h"

namespace sqsproof::properties {
namespace {

using namespace steps;
using Kind = Command::Kind;

Program make_window_restarts(Timing) {
  return program(true, {},
                 {send(1, 1), after_s(pick_from({200, 289}), send(1, 1)),
                  after_s(pick_from({21, 110}), send(1, 1))});
}

Program make_after_delete(Timing timing) {
  QueuePlan plan{.visibility_timeout_s = timing == Timing::fast ? 2 : 30};
  return program(true, plan, {send(1, 1), receive(), remove(), send(1, 1), receive()});
}

Program make_other_group(Timing timing) {
  QueuePlan plan{.visibility_timeout_s = timing == Timing::fast ? 2 : 30};
  plan.deduplicates_per_group = percent(50);
  plan.content_based_deduplication = percent(40);
  return program(true, plan,
                 {send(1, pick(1, 3)), send(2, pick(1, 3)), send(1, pick(1, 3)), receive(10)});
}

Program make_at_once(Timing) {
  Program made = program(true, {}, {});
  for (int i = 0; i < pick(2, 3); ++i)
    made.commands.push_back(by(i, send(1, 1), pick_from({1, 5})));
  made.commands.push_back(by(0, receive(10)));
  return made;
}

Program make_by_content(Timing) {
  QueuePlan plan;
  plan.content_based_deduplication = 1;
  Program made = program(true, plan, {send(1, 1)});
  for (int i = pick(1, 3); i >= 0; --i) {
    Command one = send(1, i == 0 ? 1 : pick(1, 4));
    one.attributes = pick(0, 2);
    made.commands.push_back(one);
  }
  made.commands.push_back(receive(10));
  return made;
}

Program make_equal_in_batch(Timing) {
  Command batch = send_batch(pick(2, 3), 2);
  batch.key = 1;
  return program(true, {}, {batch, receive(10), send(2, 1), receive(10)});
}

Program make_refused_first(Timing) {
  Command refused = send(1, 1);
  refused.invalid = 1;
  QueuePlan plan;
  return program(true, plan, {refused, send(1, 1), receive(10)});
}

/// The other queue does not take the content for an id, and these sends have none.
Program make_no_id(Timing) {
  QueuePlan plan;
  plan.content_based_deduplication = 1;
  return program(true, plan,
                 {send(1, 1), in(Role::other, send(1, 1)), in(Role::other, send(pick(1, 2), 1)),
                  in(Role::other, receive(10)), receive(10)});
}

/// Each queue knows its own ids.
Program make_in_two_queues(Timing) {
  return program(true, {},
                 {send(1, 1), in(Role::other, send(pick(1, 2), 1)),
                  in(Role::other, send(pick(1, 2), pick(1, 2))), in(Role::other, receive(10))});
}

Program make_purged(Timing timing) {
  const int later_s = timing == Timing::fast ? 0 : pick_from({0, 61});
  return program(true, {},
                 {send(1, 1), of_kind(Kind::purge), after_s(later_s, send(1, 1)), receive(10)});
}

const Scenario kScenarios[] = {
    {"fifo/dedup/window-restarts", "an id is sent again late in its window", make_window_restarts,
     Timing::full},
    {"fifo/dedup/after-delete", "an id is sent again after its message is gone", make_after_delete},
    {"fifo/dedup/other-group", "an id is sent to two groups", make_other_group},
    {"fifo/dedup/at-once", "clients send one id at once", make_at_once},
    {"fifo/dedup/by-content", "bodies and ids meet", make_by_content, Timing::fast,
     "fifo/dedup/by-content"},
    {"fifo/dedup/no-id", "sends have no id where the content is none", make_no_id, Timing::fast,
     "fifo/dedup/id-required"},
    {"fifo/dedup/in-two-queues", "an id is sent to two queues", make_in_two_queues},
    {"fifo/dedup/equal-in-batch", "a batch has equal ids", make_equal_in_batch},
    {"fifo/dedup/refused-first", "an id was refused before", make_refused_first},
    {"purge/between-sends", "a purge lies between two sends of an id", make_purged},
    {"fifo/dedup/purged", "a purge lies between two sends", make_purged},
};

}  // namespace

std::span<const Scenario> dedup_scenarios() { return kScenarios; }

}  // namespace sqsproof::properties

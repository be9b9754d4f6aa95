// Leases: their end, their changes, and their limit.
#include "properties/explore/scenarios/scenario.h"
#include "properties/explore/scenarios/steps.h"

namespace sqsproof::properties {
namespace {

using namespace steps;
using Kind = Command::Kind;

int timeout_of(Timing timing) { return timing == Timing::fast ? 2 : pick_from({10, 30, 120}); }

Program make_change_counts_from_call(Timing timing) {
  const int timeout_s = timeout_of(timing);
  const int changed_s = timing == Timing::fast ? 2 : timeout_s;
  return program(percent(50), {.visibility_timeout_s = timeout_s},
                 {send(), receive(), after_s(timeout_s / 2, change(changed_s)),
                  after_s(changed_s + 2, receive())});
}

Program make_change_is_not_kept(Timing timing) {
  const int timeout_s = timeout_of(timing);
  return program(
      percent(50), {.visibility_timeout_s = timeout_s},
      {send(), receive(), change(pick_from({0, 1})), after_s(3, receive()),
       after_s(timing == Timing::fast ? 0 : 3, receive()), after_s(timeout_s + 1, receive())});
}

Program make_change_of_one(Timing timing) {
  return program(percent(50), {.visibility_timeout_s = timeout_of(timing)},
                 {send_batch(pick(2, 3)), receive(10), change(0, pick(1, 3)), receive(10)});
}

Program make_twelve_hours(Timing) {
  return program(
      percent(50), {.visibility_timeout_s = pick_from({60, 600})},
      {send(), receive(), after_s(pick_from({1, 30}), change(pick_from({43'200, 40'000}))),
       after_s(pick_from({10, 3'000, 4'000}), change(pick_from({43'200, 40'000})))});
}

Program make_setting_changes(Timing timing) {
  const bool fast = timing == Timing::fast;
  return program(
      percent(50), {.visibility_timeout_s = fast ? 2 : 30},
      {send(), receive(), set(Setting::visibility_timeout, fast ? 1 : pick_from({2, 90})),
       after_s(fast ? 1 : 5, receive()), after_s(fast ? 2 : 27, receive()),
       after_s(fast ? 2 : 65, receive())});
}

/// SQS holds a group back from its first message in flight on: what stands before that one may go.
Program make_head_given_back(Timing timing) {
  return program(true, {.visibility_timeout_s = timing == Timing::fast ? 2 : 30},
                 {send(), send(), receive(2), change(0, 2), receive(10)});
}

Program make_change_after_delete(Timing timing) {
  return program(percent(30), {.visibility_timeout_s = timing == Timing::fast ? 2 : 30},
                 {send(), receive(), remove(), change(pick_from({0, 1, 2}))});
}

/// Two messages in flight: the one that would come back last is to come back first.
Program make_shortened_beside(Timing timing) {
  const int timeout_s = timing == Timing::fast ? 5 : timeout_of(timing) + 10;
  return program(percent(50), {.visibility_timeout_s = timeout_s},
                 {send(1), send(2), receive(), receive(1, timeout_s + pick(1, 3)), change(1),
                  after_s(3, receive(10))});
}

const Scenario kScenarios[] = {
    {"visibility/change-counts-from-call", "a lease is changed when half of it is over",
     make_change_counts_from_call},
    {"visibility/change-is-not-kept", "a lease is cut short, and the message received again",
     make_change_is_not_kept},
    {"visibility/change-of-one", "of several messages one is released", make_change_of_one},
    {"visibility/twelve-hours", "leases are extended to the limit of 12 hours", make_twelve_hours,
     Timing::full},
    {"visibility/head-given-back", "of a group in flight the first message is given back",
     make_head_given_back, Timing::fast, "visibility/zero-change-frees"},
    {"visibility/change-after-delete", "the timeout of a message is changed that was deleted",
     make_change_after_delete, Timing::fast, "visibility/change-of-deleted-refused"},
    {"visibility/shortened-beside", "of two leases the one that would end last is cut short",
     make_shortened_beside},
    {"visibility/setting-changes", "the queue's timeout changes during a lease",
     make_setting_changes, Timing::fast, "visibility/setting-affects-later-receives"},
};

}  // namespace

std::span<const Scenario> visibility_scenarios() { return kScenarios; }

}  // namespace sqsproof::properties

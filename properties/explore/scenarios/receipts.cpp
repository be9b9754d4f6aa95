// Receipts where they do not belong.
#include "properties/explore/scenarios/scenario.h"
#include "properties/explore/scenarios/steps.h"

namespace sqsproof::properties {
namespace {

using namespace steps;

Program make_foreign(Timing) {
  Command foreign = percent(70) ? remove() : change(0);
  foreign.foreign = 1;
  return program(percent(50), {.visibility_timeout_s = 2},
                 {send(), receive(), in(Role::other, foreign), remove()});
}

Program make_deleted_twice(Timing timing) {
  return program(percent(20), {.visibility_timeout_s = timing == Timing::fast ? 2 : 30},
                 {send(), receive(), remove(), after_s(pick(0, 1), remove())});
}

Program make_deleted_after_change(Timing timing) {
  return program(percent(30), {.visibility_timeout_s = timing == Timing::fast ? 2 : 30},
                 {send(), receive(), change(0), remove(), receive()});
}

Program make_deleted_late(Timing timing) {
  const int timeout_s = timing == Timing::fast ? 1 : pick_from({2, 30});
  Command late = remove();
  late.think_ms = timeout_s * 1'000 + 1'200;
  return program(percent(90), {.visibility_timeout_s = timeout_s}, {send(), receive(), late});
}

const Scenario kScenarios[] = {
    {"receipts/foreign", "a receipt is used on another queue", make_foreign, Timing::fast,
     "receipts/foreign-refused"},
    {"receipts/deleted-twice", "a message is deleted twice", make_deleted_twice, Timing::fast,
     "receipts/delete-repeats"},
    {"receipts/deleted-after-change", "a message is deleted that was given back",
     make_deleted_after_change, Timing::fast, "delivery/not-after-delete"},
    {"receipts/deleted-late", "a message is deleted after its timeout", make_deleted_late,
     Timing::fast, "receipts/expired-refused"},
};

}  // namespace

std::span<const Scenario> receipt_scenarios() { return kScenarios; }

}  // namespace sqsproof::properties

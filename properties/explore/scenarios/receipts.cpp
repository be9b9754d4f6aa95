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

const Scenario kScenarios[] = {
    {"receipts/foreign", "a receipt is used on another queue", make_foreign},
};

}  // namespace

std::span<const Scenario> receipt_scenarios() { return kScenarios; }

}  // namespace sqsproof::properties

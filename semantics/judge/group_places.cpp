#include "semantics/judge/group_places.h"

#include <algorithm>

namespace sqsproof::semantics {
namespace {

bool is_no_worse(const GroupState& x, const GroupState& y) {
  return x.message == y.message && x.receipt == y.receipt && x.unclear == y.unclear &&
         (x.deleted_by == kNone) == (y.deleted_by == kNone) && x.free_at <= y.free_at;
}

}  // namespace

GroupState* GroupPlace::find(std::size_t message) {
  const auto found = std::find_if(states.begin(), states.end(), [&](const GroupState& state) {
    return state.message == message;
  });
  return found == states.end() ? nullptr : &*found;
}

bool GroupPlace::is_no_worse(const GroupPlace& other) const {
  return placed == other.placed && step.at <= other.step.at &&
         std::equal(
             states.begin(), states.end(), other.states.begin(), other.states.end(),
             [](const GroupState& x, const GroupState& y) { return semantics::is_no_worse(x, y); });
}

std::vector<GroupStep> trace(const std::vector<GroupPlace>& places, const GroupPlace& last) {
  std::vector<GroupStep> steps{last.step};
  for (std::size_t cause = last.cause; cause != kNone; cause = places[cause].cause) {
    steps.push_back(places[cause].step);
  }
  std::reverse(steps.begin(), steps.end());
  return steps;
}

std::vector<std::size_t> order_of(const std::vector<GroupPlace>& places, const GroupPlace& last,
                                  std::size_t first) {
  std::vector<std::size_t> calls;
  for (const GroupPlace* place = &last; place->step.call != kNone && place->step.call >= first;
       place = &places[place->before]) {
    calls.push_back(place->step.call);
  }
  std::reverse(calls.begin(), calls.end());
  return calls;
}

}  // namespace sqsproof::semantics

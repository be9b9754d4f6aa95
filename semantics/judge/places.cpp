#include "semantics/judge/places.h"

#include <algorithm>

namespace sqsproof::semantics {

using Bound = OrderStep::Bound;

std::vector<OrderStep> trace(const std::vector<Place>& places, const Place& last) {
  std::vector<OrderStep> steps{last.step};
  for (const Place* place = &last;
       place->step.bound == Bound::order || place->step.bound == Bound::lease;) {
    const Place& before = places[place->before];
    place = place->step.bound == Bound::lease ? &places[before.hider] : &before;
    steps.push_back(place->step);
  }
  std::reverse(steps.begin(), steps.end());
  return steps;
}

std::vector<std::size_t> steps_of(const std::vector<Place>& places, const Place& last,
                                  std::size_t first) {
  std::vector<std::size_t> order;
  for (const Place* place = &last; place->step.event != kNone && place->step.event >= first;
       place = &places[place->before]) {
    order.push_back(place->step.event);
  }
  std::reverse(order.begin(), order.end());
  return order;
}

}  // namespace sqsproof::semantics

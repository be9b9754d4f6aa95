#include "semantics/judge/dead_ends.h"

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

void DeadEnds::add(DeadEnd end) {
  const auto [known, fresh] = by_order_.try_emplace(end.order, end);
  if (!fresh && known->second.depth < end.depth) known->second = std::move(end);
}

std::vector<DeadEnd> DeadEnds::told() const {
  std::vector<DeadEnd> told;
  for (const auto& [order, end] : by_order_) {
    const auto longer = by_order_.upper_bound(order);  // what begins with it stands behind it
    const bool goes_on = longer != by_order_.end() && longer->first.size() > order.size() &&
                         std::equal(order.begin(), order.end(), longer->first.begin());
    if (!goes_on) told.push_back(end);
  }
  return told;
}

}  // namespace sqsproof::semantics

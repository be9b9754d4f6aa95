// Where orders of calls end, for the explanation: which of them to tell of. Internal to orders.h
// and group_search.h.
#pragma once

#include <algorithm>
#include <map>
#include <vector>

namespace sqsproof::semantics {

template <class End>
class DeadEnds {
 public:
  /// Of one order, the one that came furthest is kept.
  void add(End end) {
    const auto [known, fresh] = by_order_.try_emplace(end.order, end);
    if (!fresh && known->second.depth < end.depth) known->second = std::move(end);
  }
  /// Without the beginnings of orders that go on.
  [[nodiscard]] std::vector<End> told() const {
    std::vector<End> told;
    for (const auto& [order, end] : by_order_) {
      const auto longer = by_order_.upper_bound(order);  // what begins with it stands behind it
      const bool goes_on = longer != by_order_.end() && longer->first.size() > order.size() &&
                           std::equal(order.begin(), order.end(), longer->first.begin());
      if (!goes_on) told.push_back(end);
    }
    return told;
  }

 private:
  std::map<std::vector<std::size_t>, End> by_order_;
};

}  // namespace sqsproof::semantics

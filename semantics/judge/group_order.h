// The messages of each group of a FIFO queue in the order of their enqueuing, as far as it is
// known: x certainly comes before y if its sequence number is smaller, or if it was enqueued before
// y was sent. Sequence numbers count only as long as they contradict nothing else.
#pragma once

#include <map>

#include "semantics/judge/ledger.h"

namespace sqsproof::semantics {

class GroupOrder {
 public:
  /// `queue` outlives it; so in all of this file.
  explicit GroupOrder(const QueueRecord& queue) : queue_(queue) {}
  void add(std::size_t message) { order_.push_back(message); }
  /// When all messages are there.
  void sort();

  /// Predecessors of `message` that certainly were in the queue all the time until `instant`; no
  /// more than an answer can hold.
  [[nodiscard]] std::vector<std::size_t> still_there(std::size_t message, Instant_us instant) const;
  /// How many messages, at the beginning of the order, certainly come before this one.
  [[nodiscard]] std::size_t predecessors(std::size_t message) const;
  [[nodiscard]] std::size_t position(std::size_t message) const { return position_.at(message); }
  /// All of them; where sequence numbers do not say so, by the ends of their sends.
  [[nodiscard]] const std::vector<std::size_t>& all() const { return order_; }
  /// Whether that is the order in which they were enqueued.
  [[nodiscard]] bool is_certain() const { return numbered_; }

 private:
  [[nodiscard]] bool numbers_agree_with_times() const;
  [[nodiscard]] bool numbers_agree_with_batches() const;

  const QueueRecord& queue_;
  std::vector<std::size_t> order_;
  std::map<std::size_t, std::size_t> position_;
  std::vector<Instant_us> stays_until_;  // the latest `may_be_gone_from` up to here
  bool numbered_ = false;
};

/// By name; only messages whose group is certain are in one.
using GroupOrders = std::unordered_map<std::string_view, GroupOrder>;
[[nodiscard]] GroupOrders group_orders_of(const QueueRecord& queue);

/// Sequence numbers are digits without leading zeros.
[[nodiscard]] inline bool smaller_number(std::string_view x, std::string_view y) {
  return x.size() != y.size() ? x.size() < y.size() : x < y;
}

}  // namespace sqsproof::semantics

#include "semantics/judge/group_order.h"

#include <algorithm>

namespace sqsproof::semantics {

void GroupOrder::sort() {
  numbered_ = std::none_of(order_.begin(), order_.end(), [&](std::size_t m) {
    return queue_.messages[m].sequence_number.empty();
  });
  if (numbered_) {
    std::sort(order_.begin(), order_.end(), [&](std::size_t x, std::size_t y) {
      return smaller_number(queue_.messages[x].sequence_number, queue_.messages[y].sequence_number);
    });
    numbered_ = numbers_agree_with_times() && numbers_agree_with_batches();
  }
  if (!numbered_) {
    std::sort(order_.begin(), order_.end(), [&](std::size_t x, std::size_t y) {
      return queue_.messages[x].enqueued.to < queue_.messages[y].enqueued.to;
    });
  }
  Instant_us latest = -kNever_us;
  for (std::size_t i = 0; i < order_.size(); ++i) {
    position_[order_[i]] = i;
    latest = std::max(latest, queue_.messages[order_[i]].may_be_gone_from);
    stays_until_.push_back(latest);
  }
}

std::vector<std::size_t> GroupOrder::still_there(std::size_t message, Instant_us instant) const {
  constexpr std::size_t kEnough = 11;  // an answer has at most ten messages
  std::vector<std::size_t> found;
  for (std::size_t i = predecessors(message); i-- > 0;) {
    if (stays_until_[i] <= instant || found.size() >= kEnough) break;
    if (queue_.messages[order_[i]].may_be_gone_from > instant) found.push_back(order_[i]);
  }
  return found;
}

std::size_t GroupOrder::predecessors(std::size_t message) const {
  if (numbered_) return position_.at(message);
  const Instant_us sent = queue_.messages[message].enqueued.from;
  const auto first = std::partition_point(order_.begin(), order_.end(), [&](std::size_t m) {
    return queue_.messages[m].enqueued.to < sent;
  });
  return static_cast<std::size_t>(first - order_.begin());
}

// Sequence numbers order messages only as long as they do not contradict the calls.
bool GroupOrder::numbers_agree_with_times() const {
  Instant_us latest_from = -kNever_us;
  return std::all_of(order_.begin(), order_.end(), [&](std::size_t m) {
    const Interval& enqueued = queue_.messages[m].enqueued;
    const bool agrees = enqueued.to >= latest_from;
    latest_from = std::max(latest_from, enqueued.from);
    return agrees;
  });
}

// Nor the order of the entries of a batch: numbers that are wrong there say nothing of
// deliveries.
bool GroupOrder::numbers_agree_with_batches() const {
  std::map<std::size_t, std::size_t> entries;  // of each batch, the last one met
  return std::all_of(order_.begin(), order_.end(), [&](std::size_t m) {
    const MessageRecord& message = queue_.messages[m];
    if (message.sends.size() != 1) return true;
    const SendRecord& send = queue_.sends[message.sends.front()];
    if (!send.in_batch) return true;
    const auto [met, first] = entries.try_emplace(send.operation, send.entry);
    const bool agrees = first || met->second < send.entry;
    met->second = send.entry;
    return agrees;
  });
}

GroupOrders group_orders_of(const QueueRecord& queue) {
  GroupOrders groups;
  for (std::size_t i = 0; i < queue.messages.size(); ++i) {
    const MessageRecord& message = queue.messages[i];
    if (message.group_certain) groups.try_emplace(message.group, queue).first->second.add(i);
  }
  for (auto& [name, group] : groups) group.sort();
  return groups;
}

}  // namespace sqsproof::semantics

#include "semantics/judge/absences.h"

#include <algorithm>

namespace sqsproof::semantics {
namespace {

constexpr std::size_t kLooked = 1'000;  // receives of the group that are looked at
constexpr std::size_t kEnough = 32;

struct Span {
  Instant_us from = kNever_us;       ///< the first delete
  Instant_us to = -kNever_us;        ///< the last call that orders of calls are about
  Instant_us otherwise = kNever_us;  ///< from here on something else may have taken it away
};

Span span_of(const MessageRecord& message) {
  Span span;
  for (const Exit& exit : message.exits) {
    if (exit.kind != Exit::Kind::deleted) {
      span.otherwise = std::min(span.otherwise, exit.at.from);
      continue;
    }
    span.from = std::min(span.from, exit.at.from);
    span.to = std::max(span.to, exit.at.to);
  }
  for (const Delivery& delivery : message.deliveries) span.to = std::max(span.to, delivery.at.to);
  return span;
}

}  // namespace

Absences::Absences(const QueueRecord& queue) : queue_(queue), orders_(group_orders_of(queue)) {
  for (const ReceiveRecord& receive : queue.receives) {
    // A repeated attempt answers as before, whatever came back since.
    if (!receive.answered || receive.repeats_attempt) continue;
    longest_ = std::max(longest_, receive.at.to - receive.at.from);
    for (const std::size_t message : receive.messages) {
      if (!queue.messages[message].group_certain) continue;
      received_[queue.messages[message].group].push_back({receive.operation, receive.at, message});
    }
  }
}

bool Absences::is_missing(std::size_t message, const Absence& absence) const {
  const GroupOrder& order = orders_.at(queue_.messages[message].group);
  if (order.position(message) >= order.predecessors(absence.message)) return false;
  const auto& deliveries = queue_.messages[message].deliveries;
  return std::none_of(deliveries.begin(), deliveries.end(), [&](const Delivery& delivery) {
    return delivery.operation == absence.operation;
  });
}

std::vector<Absence> Absences::of(std::size_t index) const {
  std::vector<Absence> found;
  const MessageRecord& message = queue_.messages[index];
  const auto received = received_.find(message.group);
  if (!message.group_certain || received == received_.end()) return found;
  const Span span = span_of(message);
  const auto& all = received->second;  // by the beginning of the calls, as receives are
  auto next = std::partition_point(all.begin(), all.end(), [&](const Absence& absence) {
    return absence.at.from < span.from - longest_;
  });
  for (std::size_t looked = 0; next != all.end() && looked < kLooked; ++next, ++looked) {
    const bool is_last = !found.empty() && found.back().at.from > span.to;
    if (is_last || found.size() >= kEnough) break;
    const bool again = !found.empty() && found.back().operation == next->operation;
    const bool tells = next->at.to >= span.from && next->at.to < span.otherwise;
    if (!again && tells && is_missing(index, *next)) found.push_back(*next);
  }
  return found;
}

}  // namespace sqsproof::semantics

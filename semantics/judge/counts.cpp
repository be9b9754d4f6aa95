#include "semantics/judge/counts.h"

#include <charconv>

namespace sqsproof::semantics {
namespace {

Range count(const QueueRecord& queue, const MessageRecord& message, const Interval& until,
            std::size_t except) {
  Range count;
  for (const Delivery& other : message.deliveries) {
    if (other.serial == except) continue;
    const bool again = queue.receives[other.receive].repeats_attempt;
    if (other.at.to < until.from && !again) ++count.least;
    if (other.at.from <= until.to) ++count.most;
  }
  for (const std::size_t lost : queue.lost_receives) {
    if (queue.receives[lost].at.from <= until.to) ++count.most;
  }
  return count;
}

}  // namespace

Range earlier_receives(const QueueRecord& queue, const MessageRecord& message,
                       const Delivery& delivery) {
  return count(queue, message, delivery.at, delivery.serial);
}

Range receives_until(const QueueRecord& queue, const MessageRecord& message,
                     const Interval& until) {
  return count(queue, message, until, 0);
}

std::optional<std::int64_t> number_of(const ReceivedMessage& message, const char* attribute) {
  const auto found = message.attributes.find(attribute);
  if (found == message.attributes.end()) return std::nullopt;
  const std::string& text = found->second;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<std::int64_t> most_receives(const QueueRecord& queue, const Interval& during) {
  const Range limits = queue.max_receives.during(during);
  return limits.least > 0 ? std::optional(limits.most) : std::nullopt;
}

std::int64_t least_receives(const QueueRecord& queue, const MessageRecord& message,
                            const Delivery& there) {
  Interval since{message.enqueued.from, there.at.to};
  for (const Delivery& here : message.deliveries) {
    if (here.at.from <= there.at.to) since.from = std::max(since.from, here.at.from);
  }
  return queue.max_receives.during(since).least;
}

}  // namespace sqsproof::semantics

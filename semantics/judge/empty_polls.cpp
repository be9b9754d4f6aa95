#include <algorithm>

#include "semantics/judge/promises.h"

namespace sqsproof::semantics {

EmptyPolls::EmptyPolls(const QueueRecord& queue, const History& history, const Tolerance& tolerance)
    : queue_(queue) {
  // A short poll asks only some of the servers and may miss what is there; a long poll asks all
  // (SQS/sqs-short-and-long-polling).
  for (const ReceiveRecord& receive : queue.receives) {
    if (!receive.answered || !receive.messages.empty() || receive.wait <= 0) continue;
    const Operation& operation = history.operations[receive.operation];
    polls_.push_back({{operation.invoked, operation.returned}, receive.operation});
  }
  for (std::size_t i = 0; i < queue.messages.size(); ++i) {
    available_.push_back(surely_available(queue, queue.messages[i], tolerance));
    const MessageRecord& message = queue.messages[i];
    (message.group_certain ? groups_[message.group] : in_any_group_).push_back(i);
  }
}

std::optional<std::size_t> EmptyPolls::that_should_find(std::size_t message, const Interval& during,
                                                        Instant_us not_before) {
  constexpr std::ptrdiff_t kLooked = 200;  // a few polls decide; endless traces have many
  const Instant_us from = std::max(during.from, not_before - 1);
  auto poll = std::upper_bound(polls_.begin(), polls_.end(), from,
                               [](Instant_us t, const Poll& p) { return t < p.at.from; });
  const auto last = poll + std::min(kLooked, polls_.end() - poll);
  for (; poll != last && poll->at.from < during.to && !gave_up(); ++poll) {
    if (poll->at.to < during.to && group_is_free(message, poll->at)) return poll->operation;
  }
  return std::nullopt;
}

// Nothing of its FIFO group may be hidden, before it or behind it: SQS holds a group back from its
// first message in flight on, and is documented to hold back all of it (SQS/FIFO-queues).
bool EmptyPolls::group_is_free(std::size_t message, const Interval& during) {
  if (!queue_.settings.fifo) return true;
  if (!queue_.messages[message].group_certain) return false;
  constexpr std::size_t kBacklogLimit = 20'000;  // how far SQS looks for groups, same page
  if (queue_.messages.size() > kBacklogLimit) return false;
  const auto is_free = [&](std::size_t index) {
    const MessageRecord& other = queue_.messages[index];
    work_ += 1 + available_[index].size();
    const bool outside = other.enqueued.from > during.to || other.surely_gone_from < during.from;
    return outside ||
           std::any_of(available_[index].begin(), available_[index].end(),
                       [&](const Available& window) {
                         return window.during.from < during.from && during.to < window.during.to;
                       });
  };
  const auto& group = groups_[queue_.messages[message].group];
  return std::all_of(in_any_group_.begin(), in_any_group_.end(), is_free) &&
         std::all_of(group.begin(), group.end(), is_free);
}

}  // namespace sqsproof::semantics

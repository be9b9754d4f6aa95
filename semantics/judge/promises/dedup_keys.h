// The sends of each deduplication id of a queue, and what is certain of the messages that they
// made. Internal to the promises about deduplication.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "semantics/judge/case.h"

namespace sqsproof::semantics {

/// SQS/using-messagededuplicationid-property: "5-minute deduplication interval"
constexpr Duration_us kWindow_us = seconds(300);

/// The longest time that can lie between two events.
[[nodiscard]] Duration_us at_most(const Interval& x, const Interval& y);

/// Whether a purge may have ended the window of x before y; it forgets deduplication ids.
[[nodiscard]] bool may_be_purged(const QueueRecord& queue, const Interval& x, const Interval& y);

using Sends = std::vector<const SendRecord*>;

/// The sends of each deduplication key, in order.
[[nodiscard]] std::unordered_map<std::string_view, Sends> keys_of(const QueueRecord& queue);

/// Whether it was received, or became a dead letter that was. A send that is answered with an id of
/// its own may be a duplicate all the same.
[[nodiscard]] bool was_there(const Case& the_case, const QueueRecord& queue,
                             const MessageRecord& message);

/// The messages of one key, each once, in the order of their enqueuing.
[[nodiscard]] std::vector<std::size_t> messages_of(const QueueRecord& queue, const Sends& sends);

/// Whether the message was made by the first send of its key, which is no duplicate.
[[nodiscard]] bool is_first(const Sends& sends, const MessageRecord& message);

/// Two messages of one key that were sent within one window for certain.
struct Twins {
  const MessageRecord& first;
  const MessageRecord& second;
  Duration_us apart;  ///< at most
};
/// Of those that stand next to each other in the list.
[[nodiscard]] std::vector<Twins> twins_of(const Case& the_case, const QueueRecord& queue,
                                          const std::vector<std::size_t>& messages);

}  // namespace sqsproof::semantics

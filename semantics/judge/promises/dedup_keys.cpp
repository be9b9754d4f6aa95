#include "semantics/judge/promises/dedup_keys.h"

#include <algorithm>

namespace sqsproof::semantics {

Duration_us at_most(const Interval& x, const Interval& y) {
  return std::max(y.to - x.from, x.to - y.from);
}

bool may_be_purged(const QueueRecord& queue, const Interval& x, const Interval& y) {
  return std::any_of(queue.purges.begin(), queue.purges.end(), [&](const QueueEvent& purge) {
    return purge.outcome != Outcome::refused && purge.at.to + seconds(60) >= x.from &&
           purge.at.from <= y.to;
  });
}

std::unordered_map<std::string_view, Sends> keys_of(const QueueRecord& queue) {
  Instant_us deleted_from = kNever_us;  // deleting a queue ends its windows
  for (const QueueEvent& deletion : queue.deletions) {
    deleted_from = std::min(deleted_from, deletion.at.from);
  }
  std::unordered_map<std::string_view, Sends> keys;
  // What a change of content-based deduplication does to what was sent is not documented.
  if (!queue.settings.fifo) return keys;
  for (const SendRecord& send : queue.sends) {
    const bool counts =
        send.outcome != Outcome::refused && !send.key.empty() && send.at.to < deleted_from;
    if (counts && (!send.own_key.empty() || !queue.content_based.changes())) {
      keys[send.key].push_back(&send);
    }
  }
  return keys;
}

bool was_there(const Case& the_case, const QueueRecord& queue, const MessageRecord& message) {
  if (!message.deliveries.empty()) return true;
  if (queue.dead_letter_queue == kNone) return false;
  const auto& letters = the_case.ledger.queues[queue.dead_letter_queue].messages;
  return std::any_of(letters.begin(), letters.end(), [&](const MessageRecord& letter) {
    return letter.id == message.id && !letter.deliveries.empty();
  });
}

std::vector<std::size_t> messages_of(const QueueRecord& queue, const Sends& sends) {
  std::vector<std::size_t> messages;
  for (const SendRecord* send : sends) {
    if (send->message != kNone) messages.push_back(send->message);
  }
  std::sort(messages.begin(), messages.end(), [&](std::size_t x, std::size_t y) {
    const Instant_us from_x = queue.messages[x].enqueued.from;
    const Instant_us from_y = queue.messages[y].enqueued.from;
    return from_x != from_y ? from_x < from_y : x < y;
  });
  messages.erase(std::unique(messages.begin(), messages.end()), messages.end());
  return messages;
}

bool is_first(const Sends& sends, const MessageRecord& message) {
  return std::all_of(sends.begin(), sends.end(), [&](const SendRecord* send) {
    return send->message_id == message.id || send->at.from > message.enqueued.to;
  });
}

std::vector<Twins> twins_of(const Case& the_case, const QueueRecord& queue,
                            const std::vector<std::size_t>& messages) {
  std::vector<Twins> twins;
  for (std::size_t i = 1; i < messages.size(); ++i) {
    const MessageRecord& x = queue.messages[messages[i - 1]];
    const MessageRecord& y = queue.messages[messages[i]];
    const Duration_us apart = at_most(x.enqueued, y.enqueued);
    const bool within = apart < kWindow_us - the_case.tolerance.early_us;
    if (within && !may_be_purged(queue, x.enqueued, y.enqueued)) twins.push_back({x, y, apart});
  }
  return twins;
}

}  // namespace sqsproof::semantics

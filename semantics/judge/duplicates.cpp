#include "semantics/judge/duplicates.h"

#include <algorithm>
#include <unordered_map>

namespace sqsproof::semantics {
namespace {

// SQS/using-messagededuplicationid-property: "5-minute deduplication interval"
constexpr Duration_us kInterval_us = seconds(300);

/// Those that were not refused.
using SendsOfKeys = std::unordered_map<std::string_view, std::vector<const SendRecord*>>;

SendsOfKeys sends_of_keys(const QueueRecord& queue) {
  SendsOfKeys sends;
  for (const SendRecord& send : queue.sends) {
    const bool counts = send.outcome != Outcome::refused && !send.key.empty();
    if (counts) sends[send.key].push_back(&send);
  }
  return sends;
}

}  // namespace

void settle_duplicates(QueueRecord& queue, const Tolerance& tolerance) {
  if (!queue.settings.fifo) return;
  const SendsOfKeys sends = sends_of_keys(queue);
  for (MessageRecord& message : queue.messages) {
    if (message.sends.empty() || !message.deliveries.empty()) continue;
    const SendRecord& own = queue.sends[message.sends.front()];
    const auto same = sends.find(own.key);
    if (same == sends.end()) continue;
    const auto original =
        std::find_if(same->second.begin(), same->second.end(), [&](const SendRecord* other) {
          return other->message_id != message.id && other->at.from <= own.at.to &&
                 other->at.to + kInterval_us + tolerance.late_us >= own.at.from;
        });
    if (original == same->second.end()) continue;
    message.exits.push_back({Exit::Kind::never_there,
                             (*original)->operation,
                             {message.enqueued.from, kNever_us},
                             false,
                             {},
                             0});
  }
}

}  // namespace sqsproof::semantics

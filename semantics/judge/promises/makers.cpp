#include "semantics/judge/promises/makers.h"

#include <algorithm>

namespace sqsproof::semantics {

std::vector<const SendRecord*> makers_of(const QueueRecord& queue, const MessageRecord& message) {
  std::vector<const SendRecord*> all;
  for (const std::size_t index : message.sends) {
    const SendRecord& send = queue.sends[index];
    if (send.at.from <= message.enqueued.to) all.push_back(&send);
  }
  const bool lost =
      std::any_of(queue.lost_sends.begin(), queue.lost_sends.end(), [&](std::size_t index) {
        const SendRecord& send = queue.sends[index];
        return !send.key.empty() && !all.empty() && send.key == all[0]->key;
      });
  return lost ? std::vector<const SendRecord*>{} : all;
}

}  // namespace sqsproof::semantics

#include "semantics/judge/promises/makers.h"

#include <algorithm>

namespace sqsproof::semantics {

std::vector<const SendRecord*> makers_of(const QueueRecord& queue, const MessageRecord& message) {
  std::vector<const SendRecord*> all;
  for (const std::size_t index : message.sends) {
    const SendRecord& send = queue.sends[index];
    if (send.at.from <= message.enqueued.to) all.push_back(&send);
  }
  const bool lost = std::any_of(queue.sends.begin(), queue.sends.end(), [&](const SendRecord& s) {
    return s.outcome == Outcome::unknown && !s.key.empty() && !all.empty() && s.key == all[0]->key;
  });
  return lost ? std::vector<const SendRecord*>{} : all;
}

}  // namespace sqsproof::semantics

#include "semantics/model/state.h"

namespace sqsproof::semantics {

/// Keys that the queue does not have are passed over. SQSAPI/UntagQueue
Checked<Reply> Service::State::apply(const UntagQueueRequest& request, Instant_us now) {
  const auto queue = open(request.queue_url, now);
  if (!queue) return Refusal(queue.error());
  if (request.tag_keys.empty()) return missing("TagKeys");
  for (const std::string& key : request.tag_keys) (*queue)->tags.erase(key);
  return UntagQueueResponse{};
}

}  // namespace sqsproof::semantics

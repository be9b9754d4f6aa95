#include "semantics/model/state.h"
#include "semantics/model/tags.h"

namespace sqsproof::semantics {

/// A tag of the same key is overwritten. SQSAPI/TagQueue
Checked<Reply> Service::State::apply(const TagQueueRequest& request, Instant_us now) {
  const auto queue = open(request.queue_url, now);
  if (!queue) return Refusal(queue.error());
  if (request.tags.empty()) return missing("Tags");
  StringMap& tags = (*queue)->tags;
  const auto good = check_tags((*queue)->name(), tags, request.tags);
  if (!good) return Refusal(good.error());
  for (const auto& [key, value] : request.tags) tags[key] = value;
  return TagQueueResponse{};
}

}  // namespace sqsproof::semantics

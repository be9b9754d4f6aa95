#include "semantics/model/state.h"

namespace sqsproof::semantics {

Checked<Reply> Service::State::apply(const ListQueueTagsRequest& request, Instant_us now) {
  const auto queue = open(request.queue_url, now);
  if (!queue) return Refusal(queue.error());
  return ListQueueTagsResponse{(*queue)->tags};
}

}  // namespace sqsproof::semantics

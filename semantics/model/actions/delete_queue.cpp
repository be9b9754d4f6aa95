#include "semantics/model/state.h"

namespace sqsproof::semantics {

Checked<Reply> Service::State::apply(const DeleteQueueRequest& request, Instant_us now) {
  const auto queue = open(request.queue_url, now);
  if (!queue) return Refusal(queue.error());
  const std::string name = queue_name_of(request.queue_url);
  queues.erase(name);
  deleted[name] = now + kNameReuse_us;
  return DeleteQueueResponse{};
}

}  // namespace sqsproof::semantics

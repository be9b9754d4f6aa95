#include "semantics/model/state.h"

namespace sqsproof::semantics {

/// By the exact name: a URL is not one.
Checked<Reply> Service::State::apply(const GetQueueUrlRequest& request, Instant_us) {
  if (!request.queue_name) return missing("QueueName");
  const bool own = request.queue_owner_aws_account_id.value_or(config.account) == config.account;
  if (!own || !queues.contains(*request.queue_name)) {
    return no_such_queue();
  }
  return GetQueueUrlResponse{url_of(*request.queue_name)};
}

}  // namespace sqsproof::semantics

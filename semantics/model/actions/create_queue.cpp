#include <fmt/format.h>

#include "semantics/model/checks.h"
#include "semantics/model/state.h"

namespace sqsproof::semantics {

/// Creating a queue that exists with equal attributes gives its URL. SQSAPI/CreateQueue
Checked<Reply> Service::State::apply(const CreateQueueRequest& request, Instant_us now) {
  if (auto good = check_queue_name(request.queue_name); !good) return Refusal(good.error());
  const std::string& name = *request.queue_name;
  auto attributes = read_attributes(name, request.attributes);
  if (!attributes) return Refusal(attributes.error());
  if (const Queue* existing = find(name)) {
    const std::string other =
        first_difference(existing->attributes(), *attributes, request.attributes);
    if (other.empty()) return CreateQueueResponse{url_of(name)};
    return refuse("QueueNameExists",
                  fmt::format("A queue already exists with the same name and a different value for "
                              "attribute {}",
                              other));
  }
  const auto recently = deleted.find(name);
  if (recently != deleted.end() && now < recently->second) {
    return refuse("QueueDeletedRecently",
                  "You must wait 60 seconds after deleting a queue before you can create another "
                  "with the same name.");
  }
  deleted.erase(name);
  queues[name] =
      std::make_unique<Queue>(std::move(*attributes), ++queues_created, now, config.flaw);
  return CreateQueueResponse{url_of(name)};
}

}  // namespace sqsproof::semantics

#include "semantics/model/state.h"

namespace sqsproof::semantics {

/// All of it or nothing; in force at once. SQSAPI/SetQueueAttributes
Checked<Reply> Service::State::apply(const SetQueueAttributesRequest& request, Instant_us now) {
  const auto opened = open(request.queue_url, now);
  if (!opened) return Refusal(opened.error());
  if (request.attributes.empty()) return missing("Attribute.Name");
  auto changed = change_attributes((*opened)->attributes(), request.attributes);
  if (!changed) return Refusal(changed.error());
  (*opened)->set_attributes(std::move(*changed), now);
  return SetQueueAttributesResponse{};
}

}  // namespace sqsproof::semantics

#include "semantics/model/checks.h"
#include "semantics/model/policy_text.h"
#include "semantics/model/state.h"

namespace sqsproof::semantics {

/// The statement of that Sid goes; with the last one, the policy (recorded).
Checked<Reply> Service::State::apply(const RemovePermissionRequest& request, Instant_us now) {
  const auto opened = open(request.queue_url, now);
  if (!opened) return Refusal(opened.error());
  Queue& queue = **opened;
  if (!request.label || request.label->empty()) return missing("Label");
  QueueAttributes attributes = queue.wanted_attributes();
  auto edited = remove_statement(attributes.policy, *request.label);
  if (!edited) return Refusal(edited.error());
  attributes.policy = std::move(*edited);
  queue.later.attributes_at = some_time(Weakness::attributes_late, now, kAttributeDelay_us);
  queue.later.attributes = std::move(attributes);
  catch_up(queue, now);
  return RemovePermissionResponse{};
}

}  // namespace sqsproof::semantics

#include "semantics/model/state.h"

namespace sqsproof::semantics {

/// With a flaw: whatever is good of a change that is refused.
void Service::State::set_in_part(const SetQueueAttributesRequest& request, Instant_us now) {
  for (const auto& one : request.attributes) {
    static_cast<void>(apply(SetQueueAttributesRequest{request.queue_url, {one}}, now));
  }
}

/// All of it or nothing; in force at once. SQSAPI/SetQueueAttributes
Checked<Reply> Service::State::apply(const SetQueueAttributesRequest& request, Instant_us now) {
  const auto opened = open(request.queue_url, now);
  if (!opened) return Refusal(opened.error());
  Queue& queue = **opened;
  if (request.attributes.empty()) return missing("Attribute.Name");
  auto changed = change_attributes(queue.wanted_attributes(), request.attributes);
  const bool in_part = config.flaw == Flaw::sets_in_part && request.attributes.size() > 1;
  if (!changed && in_part) set_in_part(request, now);
  if (!changed) return Refusal(changed.error());
  if (auto good = check_redrive(queue.name(), request.attributes, *changed); !good) {
    return Refusal(good.error());
  }
  const bool retention = changed->retention_s != queue.attributes().retention_s;
  const auto& redrive = queue.attributes().redrive;
  if (config.flaw == Flaw::redrive_change_ignored && redrive) {
    queue.backlog().flaw_memory.old_limits.emplace(
        queue.backlog().next_number(), static_cast<std::uint32_t>(redrive->max_receive_count));
  }
  queue.later.attributes_at = some_time(Weakness::attributes_late, now,
                                        retention ? kRetentionDelay_us : kAttributeDelay_us);
  queue.later.attributes = std::move(*changed);
  catch_up(queue, now);
  wake(queue);
  return SetQueueAttributesResponse{};
}

}  // namespace sqsproof::semantics

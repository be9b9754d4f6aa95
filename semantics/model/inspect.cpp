// What of the queues decides who may use them, and what shows from outside of the API.
#include "semantics/model/state.h"

namespace sqsproof::semantics {

std::optional<QueueGuard> Service::guard_of(const std::string& queue_name, Instant_us now) const {
  const Queue* queue = state_->find(queue_name);
  if (queue == nullptr || queue->later.ends_at <= now) return std::nullopt;
  const bool changed = queue->later.attributes && queue->later.attributes_at <= now;
  const QueueAttributes& in_force = changed ? *queue->later.attributes : queue->attributes();
  return QueueGuard{in_force.policy, queue->tags};
}

std::vector<QueueState> Service::inspect(Instant_us now) {
  std::vector<QueueState> states;
  state_->woken.clear();
  state_->run_tasks(now);
  for (auto& [name, queue] : state_->queues) {
    if (queue->later.ends_at <= now) continue;
    state_->catch_up(*queue, now);
    QueueState& state = states.emplace_back();
    state.name = name;
    state.arn = *queue->identity().arn;
    state.created = queue->created();
    state.counts = queue->backlog().counts();
    state.tags = queue->tags;
    for (const std::string_view attribute : settable_attributes()) {
      if (const auto text = attribute_text(queue->attributes(), attribute)) {
        state.attributes[std::string(attribute)] = *text;
      }
    }
  }
  return states;
}

}  // namespace sqsproof::semantics

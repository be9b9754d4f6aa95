#include "semantics/judge/bounds.h"

namespace sqsproof::semantics {

std::vector<TimeBound> since_send(const QueueRecord& queue, const MessageRecord& message,
                                  Instant_us from, Instant_us until) {
  if (message.sends.empty()) return {};
  return {{queue.sends[message.sends.front()].operation, from, until}};
}

std::vector<TimeBound> bounds_of(const Case& the_case, const Early& early) {
  const QueueRecord& queue = the_case.ledger.queues[early.queue];
  const MessageRecord& message = queue.messages[early.message];
  std::vector<TimeBound> bounds;
  for (const std::size_t index : early.candidates) {
    const Hiding& hiding = message.hidings[index];
    bounds.push_back({hiding.operation, hiding.at.from, earliest_end(hiding, the_case.tolerance)});
  }
  if (!bounds.empty()) return bounds;
  return since_send(queue, message, message.enqueued.from, message.due.from);
}

std::vector<TimeBound> bounds_of(const QueueRecord& queue, const MessageRecord& message,
                                 const Available& window) {
  if (window.opener == kNone) {
    return since_send(queue, message, message.enqueued.to, window.during.from);
  }
  const Hiding& hiding = message.hidings[window.opener];
  return {{hiding.operation, hiding.at.to, window.during.from}};
}

std::vector<TimeBound> bounds_of(const Case& the_case, const Joint& joint) {
  if (joint.about != Joint::About::timers || joint.fit.dead_ends.empty()) return {};
  const QueueRecord& queue = the_case.ledger.queues[joint.queue];
  const MessageRecord& message = queue.messages[joint.message];
  const auto& steps = joint.fit.dead_ends.front().steps;
  std::vector<TimeBound> bounds;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].bound == OrderStep::Bound::lease && i > 0) {
      const std::size_t hider = joint.events.all[steps[i - 1].event].operation;
      bounds.push_back({hider, steps[i - 1].at, steps[i].at});
    } else if (steps[i].bound == OrderStep::Bound::beginning && joint.events.delayed) {
      bounds = since_send(queue, message, message.enqueued.from, steps[i].at);
    }
  }
  return bounds;
}

std::vector<TimeBound> bounds_of(const Case& the_case, const GroupJoint& joint) {
  if (joint.about != Joint::About::timers || joint.fit.dead_ends.empty()) return {};
  const QueueRecord& queue = the_case.ledger.queues[joint.queue];
  const auto& steps = joint.fit.dead_ends.front().steps;
  std::vector<TimeBound> bounds;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].message == kNone) continue;
    const GroupMessage& one = joint.calls.messages[steps[i].message];
    if (steps[i].bound == GroupStep::Bound::lease && i > 0) {
      const std::size_t hider = joint.calls.all[steps[i - 1].call].operation;
      bounds.push_back({hider, steps[i - 1].at, steps[i].at});
    } else if (steps[i].bound == GroupStep::Bound::beginning && one.delayed) {
      const MessageRecord& message = queue.messages[one.message];
      bounds = since_send(queue, message, message.enqueued.from, steps[i].at);
    }
  }
  return bounds;
}

}  // namespace sqsproof::semantics

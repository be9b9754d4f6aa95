// What the account makes of RedrivePolicy: the target must be there, of the same type, and willing.
#include <fmt/format.h>

#include "semantics/model/state.h"

namespace sqsproof::semantics {
namespace {

/// As it was given: the service's texts show it.
Refusal bad_redrive(const StringMap& given, std::string_view reason) {
  const auto text = given.find("RedrivePolicy");
  return invalid_value(text == given.end() ? "" : text->second, "RedrivePolicy", reason);
}

}  // namespace

Queue* Service::State::find_by_arn(const std::string& arn) const {
  const std::string name = arn.substr(arn.rfind(':') + 1);
  const auto found = queues.find(name);
  return found == queues.end() || arn != arn_of(name) ? nullptr : found->second.get();
}

/// Texts as emulators give them; that of an unwilling target is our own (AWS's is not recorded).
Checked<bool> Service::State::check_redrive(const std::string& name, const StringMap& given,
                                            const QueueAttributes& wanted) const {
  if (!given.contains("RedrivePolicy") || !wanted.redrive) return true;
  const std::string& arn = wanted.redrive->target_arn;
  const bool mixed = arn.ends_with(".fifo") != wanted.fifo;
  if (mixed && config.flaw != Flaw::redrive_mixes_types) {
    return bad_redrive(given, "Dead-letter queue must be same type of queue as the source..");
  }
  const Queue* target = find_by_arn(arn);
  if (target == nullptr) return bad_redrive(given, "Dead letter target does not exist.");
  const auto& allowed = target->attributes().redrive_allow;
  if (allowed && !allowed->allows(arn_of(name)) && !forgets(*allowed)) {
    return bad_redrive(given, "The dead-letter queue does not allow this source queue.");
  }
  return true;
}

bool Service::State::forgets(const RedriveAllowPolicy& policy) const {
  const bool denies = policy.permission == RedriveAllowPolicy::Permission::deny_all;
  return config.flaw == (denies ? Flaw::redrive_denial_ignored : Flaw::redrive_list_ignored);
}

void Service::State::note_redrive(const Queue& queue) {
  const auto& redrive = queue.attributes().redrive;
  dead_letter_sources.set(queue.name(), redrive ? redrive->target_arn : "");
}

/// A message that had its receives goes to the dead-letter queue instead of being received once
/// more; with none there it stays and is received on.
bool Service::State::send_to_dead_letters(Message& message, Queue& queue, Instant_us now) {
  const auto& redrive = queue.attributes().redrive;
  if (!redrive) return false;
  auto limit = static_cast<std::uint32_t>(redrive->max_receive_count);
  if (config.flaw == Flaw::redrive_change_ignored) {
    const auto& old = queue.backlog().flaw_memory.old_limits;
    const auto found = old.upper_bound(message.number);
    if (found != old.end()) limit = found->second;
  }
  if (config.flaw == Flaw::dead_letters_late) ++limit;
  if (config.flaw == Flaw::dead_letters_early) --limit;
  const bool all = config.flaw == Flaw::dead_letters_of_all_receives;
  const std::uint32_t received = all ? message.content.receive_count : message.queue_receives;
  if (received < limit) return false;
  Queue* target = find_by_arn(redrive->target_arn);
  if (target == nullptr) {
    if (config.flaw != Flaw::dead_letters_of_none_lost) return false;
    queue.backlog().erase(message);
    return true;
  }
  move_to_dead_letters(message, queue, *target, now);
  if (config.flaw != Flaw::dead_letters_wake_nobody) wake(*target);
  return config.flaw != Flaw::dead_letters_doubled;
}

}  // namespace sqsproof::semantics

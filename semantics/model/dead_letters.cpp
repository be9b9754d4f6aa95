#include "semantics/model/dead_letters.h"

#include "semantics/limits.h"

namespace sqsproof::semantics {

void DeadLetterSources::set(const std::string& source, const std::string& target_arn) {
  forget(source);
  if (target_arn.empty()) return;
  targets_[source] = target_arn;
  sources_[target_arn].insert(source);
}

void DeadLetterSources::forget(const std::string& source) {
  const auto target = targets_.find(source);
  if (target == targets_.end()) return;
  const auto sources = sources_.find(target->second);
  sources->second.erase(source);
  if (sources->second.empty()) sources_.erase(sources);
  targets_.erase(target);
}

const std::set<std::string>& DeadLetterSources::of(const std::string& target_arn) const {
  static const std::set<std::string> kNone;
  const auto found = sources_.find(target_arn);
  return found == sources_.end() ? kNone : found->second;
}

namespace {

/// Types of attributes without what stands behind their period.
void cut_types(Content& content) {
  if (content.attributes == nullptr) return;
  MessageAttributes cut = *content.attributes;
  for (auto& [name, value] : cut) {
    value.data_type = value.data_type.substr(0, value.data_type.find('.'));
  }
  content.attributes = std::make_unique<const MessageAttributes>(std::move(cut));
}

/// The content as a queue with a flaw moves it.
void spoil(Content& content, Flaw flaw, Instant_us now) {
  if (flaw == Flaw::dead_letters_renamed) content.id.low ^= 1;
  if (flaw == Flaw::dead_letters_stripped) content.attributes = nullptr;
  if (flaw == Flaw::dead_letters_count_anew) content.receive_count = 0;
  if (flaw == Flaw::dead_letters_types_cut) cut_types(content);
  if (flaw == Flaw::dead_letters_sent_anew) content.sent = now;
  if (flaw == Flaw::dead_letters_untraced) content.trace_header = nullptr;
}

/// The deduplication id of a message that leaves, whatever its scope.
void forget_id(const Content& content, Queue& from) {
  from.backlog().accepted.drop(content.deduplication_id);
  from.backlog().accepted.drop(content.group.value_or("") + '\n' + content.deduplication_id);
}

bool locks_group(const Message& message, Flaw flaw) {
  if (flaw != Flaw::dead_letters_lock_fresh_group) return flaw == Flaw::dead_letters_lock_group;
  const Message* other = message.group->oldest;
  while (other != nullptr && (other == &message || other->content.receive_count == 0)) {
    other = other->later;
  }
  return other == nullptr;
}

/// Whether the queue has taken the deduplication id already; it has now.
bool is_known(const Content& content, Queue& queue, Instant_us now) {
  auto& accepted = queue.backlog().accepted;
  const std::string& id = content.deduplication_id;
  if (accepted.find(id, now, kDeduplicationWindow_us) != nullptr) return true;
  accepted.remember(id, {content.id, queue.backlog().next_number()}, now);
  return false;
}

}  // namespace

void move_to_dead_letters(Message& message, Queue& from, Queue& to, Instant_us now) {
  const bool fifo = from.attributes().fifo;
  const bool anew = fifo ? from.flaw() != Flaw::dead_letters_keep_age
                         : from.flaw() == Flaw::dead_letters_live_longer;
  const Instant_us kept_from = anew ? now : message.kept_from;
  if (fifo && locks_group(message, from.flaw())) from.backlog().shut_group(message);
  const bool doubled = from.flaw() == Flaw::dead_letters_doubled;
  Content content = doubled ? copy_of(message.content) : from.backlog().extract(message);
  if (from.flaw() == Flaw::dead_letters_lost) return;
  spoil(content, from.flaw(), now);
  if (fifo && from.flaw() == Flaw::dead_letters_forget_dedup) forget_id(content, from);
  content.dead_from = from.identity().arn;
  const bool deduplicates = fifo && from.flaw() == Flaw::dead_letters_deduplicated;
  if (deduplicates && is_known(content, to, now)) return;
  if (fifo) content.deduplication_id = content.id.text();
  if (&from != &to) to.backlog().advance(now);
  to.backlog().add_visible(std::move(content), now, kept_from);
}

}  // namespace sqsproof::semantics

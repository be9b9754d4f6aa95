#include "semantics/model/queue.h"

namespace sqsproof::semantics {

Queue::Queue(Identity identity, QueueAttributes attributes, Instant_us now, Flaw flaw,
             Weaknesses weak)
    : identity_(std::move(identity)),
      attributes_(std::move(attributes)),
      scope_(attributes_.scope),
      created_(now),
      modified_(now),
      flaw_(flaw),
      weak_(weak),
      backlog_(std::make_unique<Backlog>(terms(), 1)) {}

Terms Queue::terms() const {
  constexpr Duration_us kFortyBits = (Duration_us{1} << 40) - 1;
  Duration_us retention = seconds(attributes_.retention_s);
  if (flaw_ == Flaw::retention_overflows) retention &= kFortyBits;
  if (weak_.has(Weakness::expires_late)) retention += kRetentionLapse_us;
  return {attributes_.fifo, seconds(attributes_.delay_s), retention, flaw_, weak_};
}

void Queue::set_flaw(Flaw flaw) {
  flaw_ = flaw;
  backlog_->set_flaw(flaw);
}

void Queue::set_attributes(QueueAttributes attributes, Instant_us now) {
  backlog_->advance(now);
  const bool other_timeout = attributes.visibility_timeout_s != attributes_.visibility_timeout_s;
  attributes_ = std::move(attributes);
  modified_ = now;
  if (flaw_ == Flaw::dedup_scope_follows) scope_ = attributes_.scope;
  backlog_->set_terms(terms());
  if (flaw_ == Flaw::setting_changes_in_flight && other_timeout) {
    backlog_->hide_anew(seconds(attributes_.visibility_timeout_s));
  }
  backlog_->advance(now);
}

std::unique_ptr<Backlog> Queue::replace_backlog() {
  auto old = std::move(backlog_);
  const bool anew = flaw_ == Flaw::purge_resets_sequence;
  backlog_ = std::make_unique<Backlog>(terms(), anew ? 1 : old->next_number());
  if (flaw_ == Flaw::purge_keeps_dedup) backlog_->accepted = std::move(old->accepted);
  return old;
}

}  // namespace sqsproof::semantics

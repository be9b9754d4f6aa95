#include "semantics/model/backlog.h"

#include <cassert>

namespace sqsproof::semantics {

using State = Message::State;

Backlog::Backlog(Terms terms, MessageNumber first)
    : terms_(terms),
      next_number_(first),
      groups_(terms.flaw, terms.weak.has(Weakness::locks_whole_group)) {}

namespace {

Duration_us hidden_for(Duration_us visibility, Flaw flaw) {
  if (flaw == Flaw::visible_too_early) return visibility / 2;
  if (flaw == Flaw::hides_a_second_less) return visibility - kSecond_us;
  return flaw == Flaw::hides_ten_seconds_more ? visibility + seconds(10) : visibility;
}

}  // namespace

Message& Backlog::admit(Content content, Instant_us now, Instant_us kept_from) {
  Message& message = store_.add(next_number_++);
  message.content = std::move(content);
  message.arrived = now;
  message.kept_from = kept_from;
  // Most are the youngest: at the end, insertion costs nothing.
  message.expiry = by_age_.insert(by_age_.end(), {kept_from, message.number, &message});
  ++delayed_;
  if (terms_.fifo) {
    groups_.join(message);
  } else {
    line_.join(message, now, terms_.weak.has(Weakness::reorders));
  }
  return message;
}

Message& Backlog::add(Content content, Instant_us now, Instant_us due, Instant_us kept_from) {
  Message& message = admit(std::move(content), now, kept_from);
  if (due <= now) {
    make_visible(message);
  } else if (terms_.fifo) {
    message.deadline = due;  // for a flaw: the terms decide
    delayed_line_.emplace_back(message.slot, message.number);
  } else {
    set_timer(message, due);
  }
  return message;
}

Message& Backlog::add_visible(Content content, Instant_us now, Instant_us kept_from) {
  Message& message = admit(std::move(content), now, kept_from);
  make_visible(message);
  return message;
}

void Backlog::end_wait(Message& message) {
  if (message.state == State::delayed) --delayed_;
  if (message.state == State::in_flight) {
    --in_flight_;
    if (terms_.fifo) --message.group->in_flight;
    if (!terms_.fifo) line_.lease_ended(message);
  }
  stop_timer(message);
}

void Backlog::make_visible(Message& message) {
  end_wait(message);
  message.state = State::visible;
  if (terms_.fifo) {
    groups_.note_change(*message.group);
  } else {
    line_.add(message);
  }
}

Content Backlog::extract(Message& message) {
  end_wait(message);
  by_age_.erase(message.expiry);
  if (terms_.fifo) {
    groups_.leave(message);
  } else {
    line_.leave(message);
  }
  Content content = std::move(message.content);
  store_.remove(message);
  return content;
}

void Backlog::erase(Message& message) { static_cast<void>(extract(message)); }

std::vector<Message*> Backlog::take(std::size_t most, Instant_us now,
                                    const std::function<bool(Message&)>& divert) {
  return terms_.fifo ? take_fifo(most, divert) : take_standard(most, now, divert);
}

std::vector<Message*> Backlog::take_standard(std::size_t most, Instant_us now,
                                             const std::function<bool(Message&)>& divert) {
  std::vector<Message*> taken;
  while (taken.size() < most) {
    Message* message = line_.front(now);
    if (message == nullptr) break;
    if (terms_.flaw == Flaw::groups_on_standard && FairLine::is_busy(*message)) break;
    if (divert(*message)) continue;
    line_.remove(*message);
    taken.push_back(message);
  }
  return taken;
}

std::vector<Message*> Backlog::take_fifo(std::size_t most,
                                         const std::function<bool(Message&)>& divert) {
  std::vector<Message*> taken;
  if (terms_.flaw == Flaw::one_group_at_a_time && in_flight_ > 0) return taken;
  if (terms_.flaw == Flaw::one_fresh_group_at_a_time && begins_another_group()) return taken;
  while (taken.size() < most) {
    Group* group = groups_.take();
    if (group == nullptr) break;
    served_.push_back(group);
    take_run(*group, most, divert, taken);
  }
  return taken;
}

void Backlog::take_run(Group& group, std::size_t most, const std::function<bool(Message&)>& divert,
                       std::vector<Message*>& taken) {
  Message* next = nullptr;
  for (Message* message = group.oldest; message != nullptr; message = next) {
    next = message->later;
    if (taken.size() == most) return;
    const bool visible = message->state == State::visible;
    if (visible && !divert(*message)) taken.push_back(message);
    if (terms_.flaw == Flaw::dead_letters_lock_fresh_group && groups_.is_shut(group)) return;
    if (!visible && !groups_.lets_pass(group, *message)) return;
  }
}

void Backlog::lease(const std::vector<Message*>& messages, Duration_us visibility, Instant_us now) {
  for (Message* message : messages) begin_lease(*message, visibility, now);
  const bool opens = terms_.flaw == Flaw::group_opens_at_other && !messages.empty();
  if (opens && terms_.fifo) groups_.open_others(served_);
  for (Group* group : served_) groups_.put_back(*group);
  served_.clear();
}

/// A timeout of 0 issues a receipt and leaves the message visible (recorded).
void Backlog::begin_lease(Message& message, Duration_us visibility, Instant_us now) {
  if (message.content.receive_count++ == 0) {
    message.content.first_received = now;
    if (terms_.flaw == Flaw::retention_from_receive) keep_from(message, now);
  }
  const bool looked = visibility == 0 && terms_.retention > seconds(60);
  if (looked && terms_.flaw == Flaw::retention_from_look) keep_from(message, now);
  const bool saturated = terms_.flaw == Flaw::receive_count_saturates;
  if (saturated && message.content.receive_count > 255) message.content.receive_count = 255;
  ++message.queue_receives;
  if (terms_.flaw == Flaw::change_shortens_next && message.changed) {
    visibility = std::min(visibility, message.deadline - message.lease_began);
  }
  const bool sticks = terms_.flaw == Flaw::change_sticks && message.changed;
  if (sticks) visibility = message.deadline - message.lease_began;
  message.lease_began = now;
  message.changed = sticks;
  if (visibility == 0 || terms_.flaw == Flaw::receive_does_not_hide) {
    message.deadline = now;
    if (!terms_.fifo) line_.add(message);
    return;
  }
  message.state = State::in_flight;
  ++in_flight_;
  if (terms_.fifo) ++message.group->in_flight;
  if (!terms_.fifo) line_.lease_began(message);
  set_timer(message, now + hidden_for(visibility, terms_.flaw));
}

void Backlog::change_deadline(Message& message, Instant_us deadline, Instant_us now) {
  assert(message.state == State::in_flight);
  message.changed = true;
  if (deadline <= now) {
    make_visible(message);
  } else {
    const bool behind = terms_.flaw == Flaw::change_waits_behind;
    set_timer(message, behind ? behind_others(message, deadline) : deadline);
  }
  if (terms_.flaw != Flaw::none) note_changed(message, deadline, now);
}

void Backlog::hide(Message& message, Instant_us deadline) {
  line_.remove(message);
  message.state = State::in_flight;
  ++in_flight_;
  line_.lease_began(message);
  set_timer(message, deadline);
}

Counts Backlog::counts() const {
  if (terms_.flaw == Flaw::delayed_counted_visible) {
    return {store_.size() - in_flight_, 0, in_flight_};
  }
  if (terms_.flaw == Flaw::in_flight_leaks) {
    return {store_.size() - delayed_ - in_flight_, delayed_, in_flight_ + flaw_memory.ended_leases};
  }
  return {store_.size() - delayed_ - in_flight_, delayed_, in_flight_};
}

}  // namespace sqsproof::semantics

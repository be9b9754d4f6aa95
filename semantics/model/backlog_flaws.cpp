// What a backlog does with a flaw only.
#include <algorithm>

#include "semantics/model/backlog.h"

namespace sqsproof::semantics {

using State = Message::State;

/// What the former flaw did stays done.
void Backlog::set_flaw(Flaw flaw) {
  terms_.flaw = flaw;
  groups_.set_flaw(flaw);
  flaw_memory = {};
}

Message* Backlog::oldest() const { return by_age_.empty() ? nullptr : by_age_.begin()->message; }

Message* Backlog::oldest_in_flight() const {
  const auto found = std::find_if(by_age_.begin(), by_age_.end(), [](const Timer& one) {
    return one.message->state == State::in_flight;
  });
  return found == by_age_.end() ? nullptr : found->message;
}

/// Not in flight.
Message* Backlog::oldest_at_rest() const {
  const auto found = std::find_if(by_age_.begin(), by_age_.end(), [](const Timer& one) {
    return one.message->state != State::in_flight;
  });
  return found == by_age_.end() ? nullptr : found->message;
}

/// All that is there.
void Backlog::keep_longer(Duration_us longer) {
  std::vector<Message*> all;
  for (const Timer& one : by_age_) all.push_back(one.message);
  for (Message* message : all) keep_from(*message, message->kept_from + longer);
}

Message* Backlog::newest_visible() const {
  const auto found = std::find_if(by_age_.rbegin(), by_age_.rend(), [](const Timer& one) {
    return one.message->state == State::visible;
  });
  return found == by_age_.rend() ? nullptr : found->message;
}

Message* Backlog::find_by_number(MessageNumber number) const {
  const auto found = std::find_if(by_age_.begin(), by_age_.end(),
                                  [&](const Timer& one) { return one.number == number; });
  return found == by_age_.end() ? nullptr : found->message;
}

bool Backlog::begins_another_group() {
  const Message* next = in_flight_ > 0 ? groups_.front() : nullptr;
  return next != nullptr && next->content.receive_count == 0;
}

Message& Backlog::add_hidden(Content content, Instant_us now, Duration_us visibility) {
  Message& message = add_visible(std::move(content), now, now);
  if (!terms_.fifo) line_.remove(message);
  begin_lease(message, visibility, now);
  if (terms_.fifo) groups_.note_change(*message.group);
  return message;
}

void Backlog::note_changed(Message& message, Instant_us deadline, Instant_us now) {
  if (terms_.flaw == Flaw::change_sticks) {
    message.lease_began = now;
    message.deadline = std::max(deadline, now);
  }
  if (!terms_.fifo) return;
  if (terms_.flaw == Flaw::group_freed_by_zero && deadline <= now) free_group(*message.group);
  if (terms_.flaw == Flaw::group_skips_extended) groups_.note_change(*message.group);
}

Instant_us Backlog::behind_others(const Message& message, Instant_us deadline) const {
  for (const Timer& timer : timers_) {
    if (timer.message == &message || timer.at >= message.deadline) break;
    deadline = std::max(deadline, timer.at);
  }
  return deadline;
}

void Backlog::erase_all_but(State state) {
  std::vector<Message*> others;
  for (const Timer& one : by_age_) {
    if (one.message->state != state) others.push_back(one.message);
  }
  for (Message* message : others) erase(*message);
  accepted = {};
  attempts = {};
}

void Backlog::free_group(const Group& group) {
  for (Message* message = group.oldest; message != nullptr; message = message->later) {
    if (message->state == State::in_flight) make_visible(*message);
  }
}

void Backlog::hide_anew(Duration_us visibility) {
  std::vector<Message*> hidden;
  for (const Timer& timer : timers_) {
    if (timer.message->state == State::in_flight) hidden.push_back(timer.message);
  }
  for (Message* message : hidden) set_timer(*message, message->lease_began + visibility);
}

void Backlog::delay_anew() {
  std::vector<Message*> delayed;
  for (const Timer& timer : timers_) {
    if (timer.message->state == State::delayed) delayed.push_back(timer.message);
  }
  for (Message* message : delayed) set_timer(*message, message->arrived + terms_.delay);
}

}  // namespace sqsproof::semantics

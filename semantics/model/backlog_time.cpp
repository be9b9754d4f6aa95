// What time does to a backlog, and how a backlog that was thrown away is freed.
#include <algorithm>

#include "semantics/model/backlog.h"

namespace sqsproof::semantics {

using State = Message::State;

void Backlog::set_terms(Terms terms) {
  const bool other_delay = terms.delay != terms_.delay;
  const Duration_us longer = terms_.retention - terms.retention;
  terms_ = terms;
  if (terms_.flaw == Flaw::retention_at_send && longer != 0) keep_longer(longer);
  if (terms_.flaw == Flaw::delay_changes_standard && other_delay && !terms_.fifo) delay_anew();
}

void Backlog::set_timer(Message& message, Instant_us at) {
  stop_timer(message);
  message.deadline = at;
  message.timed = true;
  message.timer = timers_.insert(timers_.end(), {at, message.number, &message});
}

void Backlog::stop_timer(Message& message) {
  if (message.timed) timers_.erase(message.timer);
  message.timed = false;
}

/// In the order of time, so that it does not matter how often it is called on the way.
void Backlog::advance(Instant_us now, const std::function<void(Message&)>& came_back) {
  Instant_us ended = INT64_MIN;  // when the latest timer did
  for (;;) {
    const Instant_us delay = first_delay_end();
    const Instant_us timer = timers_.empty() ? INT64_MAX : timers_.begin()->at;
    const Instant_us age = first_expiry();
    const Instant_us next = std::min({delay, timer, age});
    if (next > now) return;
    if (next == delay) {
      make_visible(*first_delayed());
    } else if (next == timer) {
      Message& message = *timers_.begin()->message;
      const bool skipped = terms_.flaw == Flaw::second_timer_skipped && ended == timer;
      ended = timer;
      skipped ? stop_timer(message) : end_timer(message, came_back);
    } else {
      Message& expired = *next_to_expire();
      if (terms_.flaw == Flaw::expired_locks_group && terms_.fifo) shut_group(expired);
      erase(expired);
    }
  }
}

void Backlog::end_timer(Message& message, const std::function<void(Message&)>& came_back) {
  stop_timer(message);
  const bool was_in_flight = message.state == State::in_flight;
  if (was_in_flight && terms_.flaw == Flaw::never_redelivers) return;
  make_visible(message);
  if (was_in_flight && terms_.flaw == Flaw::in_flight_leaks) ++flaw_memory.ended_leases;
  if (was_in_flight && terms_.flaw == Flaw::lapse_resets_count) message.queue_receives = 0;
  if (was_in_flight && terms_.flaw == Flaw::group_requeues && terms_.fifo) {
    groups_.move_to_end(message);
  }
  if (was_in_flight && terms_.flaw == Flaw::second_lapse_loses && message.queue_receives == 2) {
    erase(message);
  } else if (was_in_flight && came_back) {
    came_back(message);
  }
}

Message* Backlog::next_back() const {
  if (timers_.empty()) return nullptr;
  Message* message = timers_.begin()->message;  // or one whose delay ends, as good as none
  return message->state == State::in_flight ? message : nullptr;
}

/// The oldest message that a FIFO queue still delays. All wait equally long, so it is the next.
Message* Backlog::first_delayed() {
  while (!delayed_line_.empty()) {
    const auto [slot, number] = delayed_line_.front();
    Message* message = find(slot, number);
    if (message != nullptr && message->state == State::delayed) return message;
    delayed_line_.pop_front();
  }
  return nullptr;
}

/// A FIFO queue's delay is that of now, also for messages sent before (SQSAPI/SetQueueAttributes).
Instant_us Backlog::first_delay_end() {
  const Message* message = first_delayed();
  if (message == nullptr) return INT64_MAX;
  if (terms_.flaw == Flaw::delay_change_ignored) return message->deadline;
  return message->arrived + terms_.delay;
}

/// Retention counts in every state. SQS/sqs-basic-architecture
Instant_us Backlog::first_expiry() const {
  const Message* next = next_to_expire();
  return next == nullptr ? INT64_MAX : next->kept_from + terms_.retention;
}

Message* Backlog::next_to_expire() const {
  if (by_age_.empty() || terms_.flaw == Flaw::retention_ignored) return nullptr;
  Message* oldest = by_age_.begin()->message;
  if (oldest->state != State::in_flight) return oldest;
  if (terms_.flaw == Flaw::retention_spares_in_flight) return nullptr;
  return terms_.flaw == Flaw::retention_waits_for_timeout ? oldest_at_rest() : oldest;
}

void Backlog::keep_from(Message& message, Instant_us from) {
  by_age_.erase(message.expiry);
  message.kept_from = from;
  message.expiry = by_age_.insert({from, message.number, &message}).first;
}

Instant_us Backlog::next_event() {
  const Instant_us timer = timers_.empty() ? INT64_MAX : timers_.begin()->at;
  // On a FIFO queue the oldest message, in flight, can shut its group until it expires.
  return std::min({timer, first_delay_end(), terms_.fifo ? first_expiry() : INT64_MAX});
}

bool Backlog::shed(std::size_t most) {
  const auto shed_from = [&](auto& container) {
    std::size_t left = most;
    for (; left > 0 && !container.empty(); --left) container.erase(container.begin());
    return left == 0;
  };
  return shed_from(timers_) || shed_from(by_age_) || shed_from(delayed_line_) || line_.shed(most) ||
         groups_.shed(most) || accepted.shed(most) || attempts.shed(most) || store_.shed_block();
}

}  // namespace sqsproof::semantics

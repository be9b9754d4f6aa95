// What time does to a backlog, and how a backlog that was thrown away is freed.
#include <algorithm>

#include "semantics/model/backlog.h"

namespace sqsproof::semantics {

using State = Message::State;

void Backlog::set_timer(Message& message, Instant_us at) {
  stop_timer(message);
  message.deadline = at;
  message.timed = true;
  timers_.insert({at, message.number, &message});
}

void Backlog::stop_timer(Message& message) {
  if (message.timed) timers_.erase({message.deadline, message.number, &message});
  message.timed = false;
}

void Backlog::advance(Instant_us now, const std::function<void(Message&)>& came_back) {
  end_delays(now);
  while (!timers_.empty() && timers_.begin()->at <= now) {
    Message& message = *timers_.begin()->message;
    stop_timer(message);
    const bool was_in_flight = message.state == State::in_flight;
    if (was_in_flight && terms_.flaw == Flaw::never_redelivers) continue;
    make_visible(message);
    if (was_in_flight && terms_.flaw == Flaw::second_lapse_loses && message.queue_receives == 2) {
      erase(message);
    } else if (was_in_flight && came_back) {
      came_back(message);
    }
  }
  expire(now);
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
void Backlog::end_delays(Instant_us now) {
  for (Message* message = first_delayed(); message != nullptr; message = first_delayed()) {
    if (message->arrived + terms_.delay > now) return;
    delayed_line_.pop_front();
    make_visible(*message);
  }
}

/// Retention counts in every state. SQS/sqs-basic-architecture
void Backlog::expire(Instant_us now) {
  if (terms_.flaw == Flaw::retention_ignored) return;
  while (!by_age_.empty() && by_age_.begin()->at + terms_.retention <= now) {
    Message& oldest = *by_age_.begin()->message;
    const bool in_flight = oldest.state == State::in_flight;
    if (in_flight && terms_.flaw == Flaw::retention_spares_in_flight) return;
    erase(oldest);
  }
}

void Backlog::keep_from(Message& message, Instant_us from) {
  by_age_.erase({message.kept_from, message.number, &message});
  message.kept_from = from;
  by_age_.insert({from, message.number, &message});
}

Instant_us Backlog::next_event(Instant_us now) {
  advance(now);
  Instant_us next = timers_.empty() ? INT64_MAX : timers_.begin()->at;
  if (const Message* delayed = first_delayed()) {
    next = std::min(next, delayed->arrived + terms_.delay);
  }
  // On a FIFO queue the oldest message, in flight, can shut its group until it expires.
  if (terms_.fifo && !by_age_.empty()) {
    next = std::min(next, by_age_.begin()->at + terms_.retention);
  }
  return next;
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

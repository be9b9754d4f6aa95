#include "semantics/model/queue.h"

#include <algorithm>
#include <cassert>

namespace sqsproof::semantics {

using State = Message::State;

Queue::Queue(QueueAttributes attributes, std::uint64_t number, Instant_us now, Flaw flaw)
    : attributes_(std::move(attributes)),
      number_(number),
      created_(now),
      modified_(now),
      flaw_(flaw) {}

void Queue::set_attributes(QueueAttributes attributes, Instant_us now) {
  attributes_ = std::move(attributes);
  modified_ = now;
  expire(now);
}

Queue::Counts Queue::counts() const {
  return {messages_.size() - delayed_ - in_flight_, delayed_, in_flight_};
}

/// A timer counts only while the message still waits for that very instant.
bool Queue::is_stale(const Timer& timer) const {
  const Message* message = find(timer.number);
  return message == nullptr || message->state == State::visible || message->deadline != timer.at;
}

void Queue::advance(Instant_us now) {
  while (!timers_.empty() && timers_.top().at <= now) {
    const Timer timer = timers_.top();
    timers_.pop();
    if (is_stale(timer)) continue;
    Message& message = messages_.at(timer.number);
    const bool stays = flaw_ == Flaw::never_redelivers && message.state == State::in_flight;
    if (!stays) make_visible(message);
  }
  expire(now);
}

Instant_us Queue::next_event(Instant_us now) {
  advance(now);
  while (!timers_.empty() && is_stale(timers_.top())) timers_.pop();
  const Instant_us timer = timers_.empty() ? INT64_MAX : timers_.top().at;
  // On a FIFO queue the oldest message, in flight, can shut its group until it expires.
  if (!attributes_.fifo || by_age_.empty()) return timer;
  const Message* oldest = find(by_age_.front());  // alive: `advance` drops the others
  return std::min(timer, oldest->sent + seconds(attributes_.retention_s));
}

/// Retention counts from the send, in every state. SQS/sqs-basic-architecture
void Queue::expire(Instant_us now) {
  const Duration_us retention = seconds(attributes_.retention_s);
  while (!by_age_.empty()) {
    const Message* oldest = find(by_age_.front());
    if (oldest != nullptr && oldest->sent + retention > now) return;
    if (oldest != nullptr) erase(oldest->number);
    by_age_.pop_front();
  }
}

MessageNumber Queue::add(Message message, Instant_us now, Instant_us due) {
  const MessageNumber number = next_number_++;
  message.number = number;
  message.sent = now;
  message.state = State::delayed;
  ++delayed_;
  message.deadline = due;
  if (attributes_.fifo) groups_[*message.group].live.insert(number);
  Message& kept = messages_.emplace(number, std::move(message)).first->second;
  by_age_.push_back(number);
  if (due <= now) {
    make_visible(kept);
  } else {
    timers_.push({due, number});
  }
  return number;
}

void Queue::make_visible(Message& message) {
  if (message.state == State::in_flight) --in_flight_;
  if (message.state == State::delayed) --delayed_;
  message.state = State::visible;
  if (attributes_.fifo) {
    list_if_ready(*message.group);
  } else {
    ready_.push_back(message.number);
  }
}

void Queue::lease(Message& message, Duration_us visibility, Instant_us now) {
  if (message.receive_count++ == 0) message.first_received = now;
  message.lease_began = now;
  // A timeout of 0 issues a receipt and leaves the message visible.
  const bool halved = flaw_ == Flaw::visible_too_early;
  message.deadline = now + (halved ? visibility / 2 : visibility);
  if (visibility == 0) {
    make_visible(message);
    return;
  }
  message.state = State::in_flight;
  ++in_flight_;
  timers_.push({message.deadline, message.number});
}

std::vector<const Message*> Queue::receive(std::size_t most, Duration_us visibility,
                                           Instant_us now) {
  return attributes_.fifo ? receive_fifo(most, visibility, now)
                          : receive_standard(most, visibility, now);
}

std::vector<const Message*> Queue::receive_standard(std::size_t most, Duration_us visibility,
                                                    Instant_us now) {
  std::vector<MessageNumber> taken;
  while (taken.size() < most && !ready_.empty()) {
    const Message* message = find(ready_.front());
    if (message != nullptr && message->state == State::visible) taken.push_back(message->number);
    ready_.pop_front();
  }
  std::vector<const Message*> messages;
  for (const MessageNumber number : taken) {
    lease(messages_.at(number), visibility, now);
    messages.push_back(&messages_.at(number));
  }
  return messages;
}

std::vector<const Message*> Queue::receive_fifo(std::size_t most, Duration_us visibility,
                                                Instant_us now) {
  std::vector<MessageNumber> taken;
  std::vector<std::string> served;
  for (std::size_t groups = ready_groups_.size(); groups > 0 && taken.size() < most; --groups) {
    std::string name = std::move(ready_groups_.front());
    ready_groups_.pop_front();
    const auto group = groups_.find(name);
    if (group == groups_.end()) continue;
    group->second.listed = false;
    take_prefix(group->second, most, taken);
    served.push_back(std::move(name));
  }
  std::vector<const Message*> messages;
  for (const MessageNumber number : taken) {
    lease(messages_.at(number), visibility, now);
    messages.push_back(&messages_.at(number));
  }
  for (const std::string& name : served) {
    const auto group = groups_.find(name);
    if (group != groups_.end() && group->second.live.empty()) groups_.erase(group);
    list_if_ready(name);
  }
  return messages;
}

void Queue::take_prefix(const Group& group, std::size_t most,
                        std::vector<MessageNumber>& taken) const {
  for (const MessageNumber number : group.live) {
    if (taken.size() == most) return;
    const bool visible = find(number)->state == State::visible;
    if (visible) taken.push_back(number);
    if (!visible && flaw_ != Flaw::fifo_skips_blocked) return;
  }
}

bool Queue::is_ready(const Group& group) const {
  if (group.live.empty()) return false;
  if (flaw_ != Flaw::fifo_skips_blocked) {
    return find(*group.live.begin())->state == State::visible;
  }
  for (const MessageNumber number : group.live) {
    if (find(number)->state == State::visible) return true;
  }
  return false;
}

void Queue::list_if_ready(const std::string& name) {
  const auto found = groups_.find(name);
  if (found == groups_.end() || found->second.listed || !is_ready(found->second)) return;
  found->second.listed = true;
  ready_groups_.push_back(name);
}

const Message* Queue::find(MessageNumber number) const {
  const auto found = messages_.find(number);
  return found == messages_.end() ? nullptr : &found->second;
}

void Queue::erase(MessageNumber number) {
  const auto found = messages_.find(number);
  assert(found != messages_.end());
  if (found->second.state == State::in_flight) --in_flight_;
  if (found->second.state == State::delayed) --delayed_;
  const auto group = found->second.group;
  messages_.erase(found);
  if (!attributes_.fifo) return;
  const auto owner = groups_.find(*group);
  owner->second.live.erase(number);
  if (owner->second.live.empty() && !owner->second.listed) {
    groups_.erase(owner);
  } else {
    list_if_ready(*group);
  }
}

void Queue::change_deadline(MessageNumber number, Instant_us deadline, Instant_us now) {
  Message& message = messages_.at(number);
  assert(message.state == State::in_flight);
  message.deadline = deadline;
  if (deadline <= now) {
    make_visible(message);
  } else {
    timers_.push({deadline, number});
  }
}

const Queue::Accepted* Queue::find_duplicate(const std::string& key, Instant_us now) {
  const Duration_us window =
      flaw_ == Flaw::dedup_forgets_early ? seconds(60) : kDeduplicationWindow_us;
  while (!accepted_by_age_.empty() && accepted_by_age_.front().first + window <= now) {
    accepted_.erase(accepted_by_age_.front().second);
    accepted_by_age_.pop_front();
  }
  const auto found = accepted_.find(key);
  return found == accepted_.end() ? nullptr : &found->second;
}

void Queue::remember(const std::string& key, Accepted accepted) {
  accepted_by_age_.emplace_back(accepted.at, key);
  accepted_[key] = std::move(accepted);
}

}  // namespace sqsproof::semantics

// What an account does with a flaw only: nothing here is called without one.
#include <algorithm>

#include "semantics/model/receipts.h"
#include "semantics/model/state.h"

namespace sqsproof::semantics {

bool Service::State::loses_send(const Queue& queue, Instant_us now) {
  if (config.flaw == Flaw::batch_drops_last) return last_of_batch;
  if (config.flaw == Flaw::purge_takes_later_sends) return now < queue.purged + seconds(5);
  if (config.flaw == Flaw::purge_takes_sends_a_minute_later) {
    return now >= queue.purged + seconds(60) && now < queue.purged + seconds(70);
  }
  return config.flaw == Flaw::loses_a_message && ++sends_accepted % 3 == 0;
}

bool Service::State::is_spared(const Queue& queue) const {
  const Counts counts = queue.backlog().counts();
  if (config.flaw == Flaw::purge_spares_delayed) return counts.delayed > 0;
  return config.flaw == Flaw::purge_spares_in_flight && counts.in_flight > 0;
}

/// Of the queue; with a flaw, of any.
Instant_us Service::State::last_purge(const Queue& queue) const {
  Instant_us last = queue.purged;
  if (config.flaw != Flaw::purge_rests_everywhere) return last;
  for (const auto& [name, other] : queues) last = std::max(last, other->purged);
  return last;
}

bool Service::State::is_throttled() { return ++sends_accepted % 25 == 0; }

/// The next message, which was delayed until a moment ago.
bool Service::State::overlooks(Queue& queue, Instant_us now) const {
  if (config.flaw != Flaw::delayed_found_late) return false;
  const Message* next = queue.backlog().first_available(now);
  return next != nullptr && next->content.receive_count == 0 && next->deadline > next->arrived &&
         now < next->deadline + seconds(10);
}

void Service::State::invent(ReceiveMessageResponse& response, const Queue& queue) {
  constexpr std::uint64_t kOneIn = 7;
  if (++sends_accepted % kOneIn != 0) return;
  ReceivedMessage& message = response.messages.emplace_back();
  message.message_id = new_message_id().text();
  message.receipt_handle = to_handle({queue.identity().number, sends_accepted, 0, 1});
  message.body = "of nobody";
  message.md5_of_body = md5_hex(message.body);
}

void Service::State::delete_elsewhere(const std::optional<std::string>& handle) {
  const auto receipt = handle ? parse_handle(*handle) : std::nullopt;
  if (!receipt) return;
  for (auto& [name, queue] : queues) {
    if (queue->identity().number != receipt->queue) continue;
    if (Message* message = queue->find(*receipt)) queue->backlog().erase(*message);
  }
}

void Service::State::forget_what_is_in_flight() {
  for (auto& [name, queue] : queues) {
    Backlog& backlog = queue->backlog();
    while (Message* message = backlog.oldest_in_flight()) backlog.erase(*message);
  }
}

/// The next queue by name.
std::string Service::State::neighbour_of(const Queue& queue) const {
  const auto next = queues.upper_bound(queue.name());
  return next == queues.end() ? queues.begin()->first : next->first;
}

/// A model has no two calls at once. A send that looked for its deduplication id before the other
/// stored it is told by the time between them.
bool Service::State::accepts_duplicate(const std::string& key, const AcceptedSend& first,
                                       Queue& queue, Instant_us now) const {
  switch (config.flaw) {
    case Flaw::dedup_none:
      return true;
    case Flaw::dedup_not_in_batch:
      return first.number >= batch_began;
    case Flaw::send_sees_before:
      return now - queue.backlog().accepted.since(key) <= FlawMemory::kOverlap_us;
    default:
      return false;
  }
}

AcceptedSend Service::State::note_duplicate(const SendMessageRequest& request,
                                            const std::string& key, AcceptedSend known,
                                            Queue& queue, Instant_us now) {
  if (config.flaw == Flaw::dedup_restarts) queue.backlog().accepted.remember(key, known, now);
  if (config.flaw == Flaw::duplicate_gets_new_id) known.id = new_message_id();
  Message* message = config.flaw == Flaw::dedup_replaces_body
                         ? queue.backlog().find_by_number(known.number)
                         : nullptr;
  if (message != nullptr) {
    message->content.body = *request.message_body;
    message->content.md5_of_body = md5(message->content.body);
  }
  return known;
}

/// The request as a queue takes it that asks for less.
SendMessageRequest Service::State::as_taken(SendMessageRequest request,
                                            const QueueAttributes& attributes) {
  if (!attributes.fifo) return request;
  const bool unnamed = !request.message_deduplication_id && !attributes.content_based_deduplication;
  if (config.flaw == Flaw::group_optional && !request.message_group_id) {
    request.message_group_id = "none";
  }
  if (config.flaw == Flaw::dedup_id_optional && unnamed) {
    request.message_deduplication_id = new_message_id().text();
  }
  if (config.flaw == Flaw::fifo_takes_delays) request.delay_seconds.reset();
  return request;
}

/// Until a long poll has as many as it asked for, or its time is over.
bool Service::State::waits_for_more(const ReceiveMessageRequest& request, Queue& queue,
                                    Instant_us now) const {
  const int wait_s = request.wait_time_seconds.value_or(queue.attributes().wait_time_s);
  if (config.flaw != Flaw::poll_waits_for_more || wait_s == 0) return false;
  Instant_us& ends = queue.backlog().flaw_memory.poll_ends;
  if (ends == FlawMemory::kNever) ends = now + seconds(wait_s);
  const auto most = static_cast<std::uint64_t>(request.max_number_of_messages.value_or(1));
  const bool waits = now < ends && queue.backlog().counts().visible < most;
  if (!waits) ends = FlawMemory::kNever;
  return waits;
}

void Service::State::spoil_sent(Message& message, Queue& queue, Instant_us now) {
  Backlog& backlog = queue.backlog();
  if (config.flaw == Flaw::leaks_to_other_queue && ++sends_accepted % 5 == 0) {
    leak(message, queue, now);
  }
  if (config.flaw == Flaw::send_doubles && ++sends_accepted % 3 == 0) {
    Content other = copy_of(message.content);
    other.id = new_message_id();
    backlog.add_visible(std::move(other), now, now);
  }
  if (config.flaw == Flaw::group_opens_at_send && queue.attributes().fifo) {
    backlog.open_group(message);
  }
  constexpr std::size_t kFew = 16;
  const bool forgets = config.flaw == Flaw::dedup_remembers_sixteen;
  if (forgets && backlog.accepted.size() > kFew) backlog.accepted.shed(1);
  Instant_us& poll_ends = backlog.flaw_memory.poll_ends;
  const bool waited = poll_ends != FlawMemory::kNever && poll_ends < now;
  if (config.flaw == Flaw::poll_outlives_client && waited) {
    poll_ends = FlawMemory::kNever;
    static_cast<void>(take(queue, 1, seconds(queue.attributes().visibility_timeout_s), now));
  } else if (loses_send(queue, now)) {
    backlog.erase(message);
  }
}

/// Into another queue of the same type, the first by name.
void Service::State::leak(const Message& message, const Queue& queue, Instant_us now) {
  const auto other = std::find_if(queues.begin(), queues.end(), [&](const auto& one) {
    return one.second.get() != &queue && one.second->attributes().fifo == queue.attributes().fifo;
  });
  if (other == queues.end()) return;
  catch_up(*other->second, now);
  other->second->backlog().add_visible(copy_of(message.content), now, now);
  wake(*other->second);
}

Message* Service::State::revive(const Receipt& receipt, Queue& queue, Duration_us visibility,
                                Instant_us now) {
  auto& deleted = queue.backlog().flaw_memory.deleted;
  const auto found = deleted.find(receipt.message);
  if (found == deleted.end()) return nullptr;
  Content content = std::move(found->second);
  deleted.erase(found);
  return &queue.backlog().add_hidden(std::move(content), now, visibility);
}

/// A model has no two calls at once. A receive that looked at the queue before the other hid its
/// messages is told by the time between them: it gets the same.
std::vector<Message*> Service::State::received_just_now(Queue& queue, std::size_t most,
                                                        Instant_us now) const {
  const FlawMemory& memory = queue.backlog().flaw_memory;
  std::vector<Message*> messages;
  if (config.flaw != Flaw::receive_sees_before) return messages;
  if (now - memory.received_at > FlawMemory::kOverlap_us) return messages;
  for (const Receipt& receipt : memory.received) {
    Message* message = queue.find(receipt);
    if (message == nullptr || !is_held_by(*message, receipt)) continue;
    if (messages.size() < most) messages.push_back(message);
  }
  return messages;
}

void Service::State::note_received(const ReceiveMessageRequest& request, Queue& queue,
                                   const std::vector<Message*>& messages, Instant_us now) const {
  FlawMemory& memory = queue.backlog().flaw_memory;
  if (config.flaw == Flaw::receive_sees_before && !messages.empty()) {
    memory.received_at = now;
    memory.received.clear();
    for (const Message* message : messages) {
      memory.received.push_back({queue.identity().number, message->number, message->slot,
                                 message->content.receive_count});
    }
  }
  if (config.flaw != Flaw::poll_outlives_client) return;
  const int wait_s = request.wait_time_seconds.value_or(queue.attributes().wait_time_s);
  if (!messages.empty()) memory.poll_ends = FlawMemory::kNever;
  if (messages.empty() && wait_s > 0 && memory.poll_ends < now) {
    memory.poll_ends = now + seconds(wait_s);
  }
}

}  // namespace sqsproof::semantics

// ReceiveRequestAttemptId: the same messages and handles again, for a client that did not get its
// answer. SQSAPI/ReceiveMessage
#include <algorithm>

#include "semantics/model/receipts.h"
#include "semantics/model/state.h"

namespace sqsproof::semantics {

/// The messages of the earlier receive, hidden anew; none when any of them was deleted, changed or
/// came back since: the receive is then one like others. Receive counts stay (not documented).
std::vector<Message*> Service::State::receive_again(const ReceiveMessageRequest& request,
                                                    Queue& queue, Duration_us visibility,
                                                    Instant_us now) {
  if (!queue.attributes().fifo || !request.receive_request_attempt_id) return {};
  if (config.flaw == Flaw::attempt_ignored) return {};
  const bool endless = config.flaw == Flaw::attempt_never_ends;
  const ReceiveAttempt* attempt =
      queue.backlog().attempts.find(*request.receive_request_attempt_id, now,
                                    endless ? seconds(1'000'000'000) : kAttemptWindow_us);
  if (attempt == nullptr) return {};
  std::vector<Message*> messages;
  for (const Receipt& receipt : attempt->receipts) {
    Message* message = queue.find(receipt);
    if (message == nullptr && config.flaw == Flaw::attempt_revives) {
      message = revive(receipt, queue, visibility, now);
      if (message == nullptr) return {};
      messages.push_back(message);
      continue;
    }
    if (message == nullptr || !is_held_by(*message, receipt)) return {};
    if (message->changed && config.flaw != Flaw::attempt_survives_change) return {};
    messages.push_back(message);
  }
  if (config.flaw == Flaw::attempt_keeps_timeout) return messages;
  for (Message* message : messages) {
    // With a flaw, one that was freed beside another, or that came back for no time.
    if (message->state != Message::State::in_flight) continue;
    message->lease_began = now;
    queue.backlog().change_deadline(*message, now + visibility, now);
    message->changed = false;
  }
  return messages;
}

void Service::State::remember_attempt(const ReceiveMessageRequest& request, Queue& queue,
                                      const std::vector<Message*>& messages, Instant_us now) {
  if (!queue.attributes().fifo || !request.receive_request_attempt_id || messages.empty()) return;
  ReceiveAttempt attempt;
  for (const Message* message : messages) {
    attempt.receipts.push_back(
        {queue.identity().number, message->number, message->slot, message->content.receive_count});
  }
  queue.backlog().attempts.remember(*request.receive_request_attempt_id, std::move(attempt), now);
}

}  // namespace sqsproof::semantics

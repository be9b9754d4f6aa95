// What an account does with a flaw that mixes two FIFO queues up: nothing here is called without
// one.
#include <algorithm>

#include "semantics/limits.h"
#include "semantics/model/receipts.h"
#include "semantics/model/state.h"

namespace sqsproof::semantics {

Queue& Service::State::attempted(const ReceiveMessageRequest& request, Queue& asked,
                                 Instant_us now) {
  if (!asked.attributes().fifo || !request.receive_request_attempt_id) return asked;
  for (auto& [name, other] : queues) {
    if (!other->attributes().fifo) continue;
    catch_up(*other, now);
    const ReceiveAttempt* attempt =
        other->backlog().attempts.find(*request.receive_request_attempt_id, now, kAttemptWindow_us);
    if (attempt == nullptr) continue;
    const bool held = std::all_of(
        attempt->receipts.begin(), attempt->receipts.end(), [&](const Receipt& receipt) {
          const Message* message = other->find(receipt);
          return message != nullptr && is_held_by(*message, receipt) && !message->changed;
        });
    if (held) return *other;
  }
  return asked;
}

const AcceptedSend* Service::State::accepted_elsewhere(const std::string& key, const Queue& queue,
                                                       Instant_us now) {
  for (auto& [name, other] : queues) {
    if (other.get() == &queue || !other->attributes().fifo) continue;
    const auto* first = other->backlog().accepted.find(key, now, kDeduplicationWindow_us);
    if (first != nullptr) return first;
  }
  return nullptr;
}

void Service::State::leave_locked_elsewhere(const Queue& queue,
                                            std::vector<Message*>& taken) const {
  if (!queue.attributes().fifo) return;
  std::erase_if(taken, [&](const Message* message) {
    return std::any_of(queues.begin(), queues.end(), [&](const auto& one) {
      const Queue& other = *one.second;
      return &other != &queue && other.attributes().fifo &&
             other.backlog().holds_in_flight(*message->content.group);
    });
  });
}

}  // namespace sqsproof::semantics

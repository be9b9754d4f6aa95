#include "semantics/judge/strangers.h"

#include <algorithm>

namespace sqsproof::semantics {
namespace {

/// Whether the send may be that of a message with this body; a trace need not hold bodies.
bool has_body(const SendRecord& send, std::string_view body) {
  return body.empty() ? send.outcome == Outcome::unknown : send.body == body;
}

bool may_be_moved_here(const Ledger& ledger, const QueueRecord& queue) {
  return std::any_of(ledger.moves.begin(), ledger.moves.end(), [&](const MoveRecord& move) {
    const bool here = move.destination != kNone && &ledger.queues[move.destination] == &queue;
    return move.outcome != Outcome::refused && (here || move.destination == kNone);
  });
}

/// Whether a queue that dead-letters here holds a message with that body.
bool is_renamed(const Ledger& ledger, const QueueRecord& queue, std::string_view body) {
  const auto index = static_cast<std::size_t>(&queue - ledger.queues.data());
  for (const QueueRecord& source : ledger.queues) {
    if (source.dead_letter_queue != index) continue;
    for (const MessageRecord& message : source.messages) {
      if (message.body == body) return true;
    }
  }
  return false;
}

}  // namespace

bool closed(const Ledger& ledger, const Recorded& recorded, const QueueRecord& queue) {
  return recorded.all_sends && queue.created_here && !may_be_moved_here(ledger, queue);
}

const Delivery* received_before_sent(const MessageRecord& message) {
  if (message.sends.empty()) return nullptr;
  const auto found = std::find_if(
      message.deliveries.begin(), message.deliveries.end(),
      [&](const Delivery& delivery) { return delivery.at.to < message.enqueued.from; });
  return found == message.deliveries.end() ? nullptr : &*found;
}

std::optional<Stranger> stranger(const Ledger& ledger, const Recorded& recorded,
                                 const QueueRecord& queue, const MessageRecord& message) {
  if (message.deliveries.empty()) return std::nullopt;
  if (message.origin == MessageRecord::Origin::dead_lettered) return std::nullopt;
  if (!closed(ledger, recorded, queue)) return std::nullopt;
  if (received_before_sent(message)) return Stranger::not_yet_sent;
  if (!message.sends.empty()) return std::nullopt;
  bool refused = false, sent = false;
  for (const SendRecord& send : queue.sends) {
    if (send.outcome == Outcome::unknown && has_body(send, message.body)) return std::nullopt;
    if (!has_body(send, message.body)) continue;
    (send.outcome == Outcome::refused ? refused : sent) = true;
  }
  if (is_renamed(ledger, queue, message.body)) return Stranger::renamed;
  if (sent) return Stranger::second_copy;
  if (refused) return Stranger::refused;
  for (const QueueRecord& other : ledger.queues) {
    const bool elsewhere = &other != &queue && std::any_of(other.sends.begin(), other.sends.end(),
                                                           [&](const SendRecord& send) {
                                                             return has_body(send, message.body);
                                                           });
    if (!elsewhere) continue;
    return other.url == queue.url ? Stranger::deleted_queue : Stranger::other_queue;
  }
  return Stranger::from_nowhere;
}

}  // namespace sqsproof::semantics

#include "semantics/judge/promises/moved_ids.h"

#include <algorithm>
#include <fmt/core.h>
#include <unordered_map>

namespace sqsproof::semantics {
namespace {

struct Sent {
  const QueueRecord* queue;
  const SendRecord* send;
};
using SentIds = std::unordered_map<std::string_view, Sent>;

SentIds ids_of_sends(const Case& the_case) {
  SentIds ids;
  for (const QueueRecord& queue : the_case.ledger.queues) {
    for (const SendRecord& send : queue.sends) {
      if (send.message == kNone) continue;
      ids.emplace(queue.messages[send.message].id, Sent{&queue, &send});
    }
  }
  return ids;
}

/// Of a message that a task took to another queue than that of its send.
void judge_elsewhere(const Case& the_case, const SentIds& ids, const QueueRecord& queue,
                     const MessageRecord& message, Findings& findings) {
  const auto sent = ids.find(message.id);
  if (sent == ids.end() || sent->second.queue->settings.name == queue.settings.name) return;
  const std::size_t at = message.deliveries.front().operation;
  const std::size_t send = sent->second.send->operation;
  findings.violated(at, {send},
                    fmt::format("{} came with a move task\n"
                                "receive {} returned it with the id of operation {}, {}",
                                name_of(message), the_case.id(at), the_case.id(send), message.id));
}

bool may_come_back(const Case& the_case, std::size_t dead_letters, const Delivery& here) {
  const auto& moves = the_case.ledger.moves;
  return std::any_of(moves.begin(), moves.end(), [&](const MoveRecord& move) {
    return move.outcome != Outcome::refused && move.source == dead_letters &&
           move.at.from <= here.at.to;
  });
}

/// Of a dead letter that was seen, and then received from the queue that it came from.
void judge_at_home(const Case& the_case, std::size_t dead_letters, const MessageRecord& letter,
                   Findings& findings) {
  const QueueRecord& source = the_case.ledger.queues[letter.source_queue];
  if (!source.settings.fifo && the_case.granted.has(Freedom::early_redelivery)) return;
  const Delivery& there = letter.deliveries.front();
  for (const Delivery& here : source.messages[letter.source_message].deliveries) {
    if (here.at.from <= there.at.to || !may_come_back(the_case, dead_letters, here)) continue;
    findings.violated(
        here.operation, {there.operation},
        fmt::format("receive {} returned {} from the dead-letter queue, and a move task began\n"
                    "receive {} returned it from its own queue with the same id, {}",
                    the_case.id(there.operation), name_of(letter), the_case.id(here.operation),
                    letter.id));
    return;
  }
}

}  // namespace

void judge_moved_ids(const Case& the_case, Findings& findings) {
  if (the_case.ledger.moves.empty()) return;
  const SentIds ids = ids_of_sends(the_case);
  const auto& queues = the_case.ledger.queues;
  for (std::size_t i = 0; i < queues.size(); ++i) {
    for (const MessageRecord& message : queues[i].messages) {
      if (message.deliveries.empty()) continue;
      if (message.source_queue != kNone) judge_at_home(the_case, i, message, findings);
      if (message.origin != MessageRecord::Origin::moved) continue;
      judge_elsewhere(the_case, ids, queues[i], message, findings);
    }
  }
}

}  // namespace sqsproof::semantics

#include "semantics/judge/promises/copies.h"

#include <algorithm>

namespace sqsproof::semantics {

Copies::Copies(const Case& the_case) {
  for (const QueueRecord& queue : the_case.ledger.queues) {
    for (const SendRecord& send : queue.sends) {
      // One without an answer may have made a message that looks like a copy.
      if (send.outcome == Outcome::unknown) sends_[send.body] += 2;
      if (send.outcome == Outcome::accepted) ++sends_[send.body];
    }
    for (const MessageRecord& message : queue.messages) {
      if (message.origin == MessageRecord::Origin::moved && !message.deliveries.empty()) {
        copies_[message.body].push_back({&queue, &message});
      }
    }
  }
}

std::size_t accepted_moves(const Case& the_case) {
  const auto& moves = the_case.ledger.moves;
  return static_cast<std::size_t>(
      std::count_if(moves.begin(), moves.end(),
                    [](const MoveRecord& move) { return move.outcome != Outcome::refused; }));
}

namespace {

/// The first instant at which a copy may have died as well: received often enough, and not hidden.
Instant_us may_die_from(const Case& the_case, const MessageRecord& copy) {
  Instant_us from = kNever_us;
  for (const Exit& exit : copy.exits) {
    if (exit.kind == Exit::Kind::dead_lettered) from = std::min(from, exit.at.from);
  }
  if (from >= kNever_us || the_case.granted.has(Freedom::dead_letter_time)) return from;
  Instant_us visible = kNever_us;
  for (const Hiding& hiding : copy.hidings) {
    visible = std::min(visible, earliest_end(hiding, the_case.tolerance));
  }
  return std::max(from, visible);
}

}  // namespace

std::size_t deaths(const Case& the_case, const std::vector<Copies::Copy>& copies) {
  Instant_us last_move = -kNever_us;
  for (const MoveRecord& move : the_case.ledger.moves) {
    if (move.outcome != Outcome::refused) last_move = std::max(last_move, move.ended_by);
  }
  return static_cast<std::size_t>(
      std::count_if(copies.begin(), copies.end(), [&](const Copies::Copy& one) {
        const Instant_us from = may_die_from(the_case, *one.message);
        const std::size_t shown_by = one.message->deliveries.front().operation;
        return from <= last_move &&
               std::any_of(copies.begin(), copies.end(), [&](const Copies::Copy& other) {
                 const Delivery& first = other.message->deliveries.front();
                 return first.operation != shown_by && first.at.to > from;
               });
      }));
}

}  // namespace sqsproof::semantics

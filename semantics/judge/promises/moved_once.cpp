#include "semantics/judge/promises/moved_once.h"

#include <algorithm>
#include <fmt/core.h>

#include "semantics/judge/origin_text.h"
#include "semantics/judge/promises/copies.h"

namespace sqsproof::semantics {
namespace {

void judge_doubled(const Case& the_case, const Copies& copies, Findings& findings) {
  for (const auto& [body, list] : copies.all()) {
    if (copies.sends(body) == 0) continue;
    const std::size_t most = copies.sends(body) * accepted_moves(the_case) + deaths(the_case, list);
    const Delivery& last = list.back().message->deliveries.front();
    std::vector<std::size_t> because;
    for (const MoveRecord& move : the_case.ledger.moves) because.push_back(move.operation);
    findings.test(list.size() <= most, last.operation, because,
                  [&, body = body, count = list.size()] {
                    return fmt::format(
                        "`{}` was sent {} times, and there were {} move tasks\n"
                        "{} different messages with that body were received, none of which was "
                        "sent",
                        body, copies.sends(body), accepted_moves(the_case), count);
                  });
  }
}

/// A copy that died again is not left behind where it is.
bool came_back(const Case& the_case, const MessageRecord& letter) {
  if (letter.source_queue == kNone) return false;
  const QueueRecord& source = the_case.ledger.queues[letter.source_queue];
  return source.messages[letter.source_message].origin == MessageRecord::Origin::moved;
}

/// Originals that were received from the source after their copies were.
void judge_left_behind(const Case& the_case, const Copies& copies, Findings& findings) {
  for (const MoveRecord& move : the_case.ledger.moves) {
    if (move.source == kNone) continue;
    for (const MessageRecord& original : the_case.ledger.queues[move.source].messages) {
      if (original.deliveries.empty() || copies.sends(original.body) != 1) continue;
      if (came_back(the_case, original)) continue;
      for (const Copies::Copy& copy : copies.of(original.body)) {
        const Delivery& there = copy.message->deliveries.front();
        const Delivery& here = original.deliveries.back();
        if (original.id == copy.message->id || here.at.from <= there.at.to) continue;
        findings.violated(here.operation, {move.operation, there.operation},
                          fmt::format("receive {} returned {} where a task had moved it\n"
                                      "receive {} returned it from where it came, after that",
                                      the_case.id(there.operation), name_of(original),
                                      the_case.id(here.operation)));
      }
    }
  }
}

/// A task takes nothing of a group past a message in flight.
bool may_be_in_flight(const QueueRecord& source, const MoveRecord& move,
                      const Tolerance& tolerance) {
  return std::any_of(
      source.receives.begin(), source.receives.end(), [&](const ReceiveRecord& receive) {
        const Instant_us until = receive.at.to + receive.timeout.most + tolerance.late_us;
        return (!receive.answered || !receive.messages.empty()) &&
               receive.at.from <= move.ended_by && until >= move.at.from;
      });
}

/// Whether the message was certainly there for the task to take, and nobody else took it.
bool surely_taken(const Case& the_case, const MoveRecord& move, const MessageRecord& original) {
  Instant_us gone = kNever_us;
  for (const Exit& exit : original.exits) {
    if (exit.kind != Exit::Kind::moved) gone = std::min(gone, exit.at.from);
  }
  const QueueRecord& source = the_case.ledger.queues[move.source];
  if (source.settings.fifo && may_be_in_flight(source, move, the_case.tolerance)) return false;
  for (const Available& window : surely_available(source, original, gone, the_case.tolerance)) {
    if (window.during.from < move.at.from && move.ended_by < window.during.to) return true;
  }
  return false;
}

bool is_empty_look(const ReceiveRecord& receive) {
  return receive.answered && receive.messages.empty() && receive.wait.least > 0 &&
         !receive.repeats_attempt;
}

/// A receive from the destination, after the task, that certainly saw everything.
const ReceiveRecord* look_after(const Case& the_case, const QueueRecord& destination,
                                const MoveRecord& move) {
  const ReceiveRecord* found = nullptr;
  if (!destination.purges.empty() || !destination.deletions.empty()) return nullptr;
  for (const ReceiveRecord& receive : destination.receives) {
    if (!receive.answered) return nullptr;
    if (is_empty_look(receive) && receive.at.from > move.ended_by + the_case.tolerance.late_us)
      found = &receive;
  }
  if (!found || !destination.settings.fifo) return found;
  const bool blocked = std::any_of(
      destination.messages.begin(), destination.messages.end(),
      [&](const MessageRecord& message) { return message.surely_gone_from >= found->at.from; });
  return blocked ? nullptr : found;
}

/// The task, what made a dead letter of the message, and another one.
std::vector<std::size_t> calls_of(const Case& the_case, const MoveRecord& move,
                                  const MessageRecord& original, std::size_t end) {
  auto calls = origin_of(the_case, the_case.ledger.queues[move.source], original);
  calls.push_back(move.operation);
  calls.push_back(end);
  return calls;
}

void judge_lost(const Case& the_case, const Copies& copies, Findings& findings) {
  if (accepted_moves(the_case) != 1) return;
  for (const MoveRecord& move : the_case.ledger.moves) {
    if (move.source == kNone || move.end_operation == kNone || move.cancelled) continue;
    for (const MessageRecord& original : the_case.ledger.queues[move.source].messages) {
      const std::size_t target = move.names_destination ? move.destination : original.source_queue;
      if (target == kNone || copies.sends(original.body) != 1 ||
          !surely_taken(the_case, move, original)) {
        continue;
      }
      const QueueRecord& destination = the_case.ledger.queues[target];
      const auto retention = destination.retention_us.during({-kNever_us, kNever_us}).least;
      const ReceiveRecord* look = look_after(the_case, destination, move);
      if (!look || look->at.to >= move.at.from + retention || destination.may_dead_letter) continue;
      const bool arrived = !copies.of(original.body).empty();
      findings.test(
          arrived, look->operation, calls_of(the_case, move, original, move.end_operation), [&] {
            return fmt::format(
                "{}\nthe task that operation {} started was completed, says operation {}\n"
                "nobody received it, and yet receive {} of its destination found nothing",
                describe_origin(the_case, the_case.ledger.queues[move.source], original,
                                OriginBound::latest),
                the_case.id(move.operation), the_case.id(move.end_operation),
                the_case.id(look->operation));
          });
    }
  }
}

/// Where all tasks lead from this queue to the same other one, and nobody else may have a message
/// of either: the destination; or nullptr.
const QueueRecord* one_destination(const Case& the_case, std::size_t source) {
  const QueueRecord& from = the_case.ledger.queues[source];
  const QueueRecord* target = nullptr;
  for (const MoveRecord& move : the_case.ledger.moves) {
    if (move.outcome == Outcome::refused) continue;
    if (move.source != source || !move.names_destination || move.destination == kNone)
      return nullptr;
    const QueueRecord* to = &the_case.ledger.queues[move.destination];
    if (target && target != to) return nullptr;
    target = to;
  }
  if (!target || target == &from || from.settings.fifo || from.may_dead_letter) return nullptr;
  const bool others = target->may_dead_letter || !from.lost_receives.empty() ||
                      !target->lost_receives.empty() || !target->purges.empty() ||
                      !target->deletions.empty();
  return others ? nullptr : target;
}

/// A receive that must have found the message if it had not left by a task.
const ReceiveRecord* missed_at_source(const Case& the_case, const QueueRecord& source,
                                      const MessageRecord& original) {
  Instant_us gone = kNever_us;
  for (const Exit& exit : original.exits) {
    if (exit.kind != Exit::Kind::moved) gone = std::min(gone, exit.at.from);
  }
  const auto windows = surely_available(source, original, gone, the_case.tolerance);
  for (const ReceiveRecord& receive : source.receives) {
    const bool there = std::any_of(windows.begin(), windows.end(), [&](const Available& window) {
      return window.during.from < receive.at.from && receive.at.to < window.during.to;
    });
    if (!there || !is_empty_look(receive)) continue;
    const bool comes_again =
        std::any_of(original.deliveries.begin(), original.deliveries.end(),
                    [&](const Delivery& delivery) { return delivery.at.to >= receive.at.from; });
    return comes_again ? nullptr : &receive;
  }
  return nullptr;
}

/// What is at neither end, whether the tasks went on to their end or were cancelled.
void judge_vanished(const Case& the_case, const Copies& copies, Findings& findings) {
  const auto& moves = the_case.ledger.moves;
  const std::size_t source = moves.front().source;
  const bool free =
      the_case.granted.has(Freedom::slow_moves) || the_case.granted.has(Freedom::false_empty);
  const QueueRecord* target = free || source == kNone ? nullptr : one_destination(the_case, source);
  if (target == nullptr) return;
  const Instant_us oldest =
      moves.front().at.from + target->retention_us.during({-kNever_us, kNever_us}).least;
  for (const MessageRecord& original : the_case.ledger.queues[source].messages) {
    if (copies.sends(original.body) != 1) continue;
    const ReceiveRecord* here =
        missed_at_source(the_case, the_case.ledger.queues[source], original);
    if (here == nullptr) continue;
    const auto there = std::find_if(
        target->receives.begin(), target->receives.end(), [&](const ReceiveRecord& receive) {
          return is_empty_look(receive) &&
                 receive.at.from > here->at.to + the_case.tolerance.late_us;
        });
    if (there == target->receives.end() || there->at.to >= oldest) continue;
    findings.test(
        !copies.of(original.body).empty(), there->operation,
        calls_of(the_case, moves.front(), original, here->operation), [&] {
          return fmt::format(
              "{}\nnobody deleted it, and operation {} started a task that moves it\nreceive {} of "
              "the dead-letter queue found nothing, and then receive {} of the destination of the "
              "task did not either",
              describe_origin(the_case, the_case.ledger.queues[source], original,
                              OriginBound::latest),
              the_case.id(moves.front().operation), the_case.id(here->operation),
              the_case.id(there->operation));
        });
  }
}

}  // namespace

Judgement judge_moved_once(const Case& the_case) {
  Findings findings(the_case);
  if (!the_case.ledger.moves.empty()) {
    const Copies copies(the_case);
    judge_doubled(the_case, copies, findings);
    judge_left_behind(the_case, copies, findings);
    judge_lost(the_case, copies, findings);
    if (!findings.any()) judge_vanished(the_case, copies, findings);
  }
  return std::move(findings).verdict();
}

}  // namespace sqsproof::semantics

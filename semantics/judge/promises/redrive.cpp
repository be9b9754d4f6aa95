// redrive/: a move task takes each message of a dead-letter queue once, as a new message
// (SQS/sqs-configure-dead-letter-queue-redrive, SQSAPI/StartMessageMoveTask).
#include <algorithm>
#include <fmt/core.h>

#include "semantics/judge/causes.h"
#include "semantics/judge/counts.h"
#include "semantics/judge/promises.h"
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

/// A receive from the destination, after the task, that certainly saw everything.
const ReceiveRecord* look_after(const Case& the_case, const QueueRecord& destination,
                                const MoveRecord& move) {
  const ReceiveRecord* found = nullptr;
  if (!destination.purges.empty() || !destination.deletions.empty()) return nullptr;
  for (const ReceiveRecord& receive : destination.receives) {
    if (!receive.answered) return nullptr;
    const bool all = receive.messages.empty() && receive.wait.least > 0 && !receive.repeats_attempt;
    if (all && receive.at.from > move.ended_by + the_case.tolerance.late_us) found = &receive;
  }
  if (!found || !destination.settings.fifo) return found;
  const bool blocked = std::any_of(
      destination.messages.begin(), destination.messages.end(),
      [&](const MessageRecord& message) { return message.surely_gone_from >= found->at.from; });
  return blocked ? nullptr : found;
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
      findings.test(arrived, look->operation, {move.operation, move.end_operation}, [&] {
        return fmt::format(
            "{} was in the dead-letter queue, and task {} was completed\n"
            "nobody received it, and yet receive {} of its destination found "
            "nothing",
            name_of(original), the_case.id(move.operation), the_case.id(look->operation));
      });
    }
  }
}

Judgement judge_each_once(const Case& the_case) {
  Findings findings(the_case);
  if (!the_case.ledger.moves.empty()) {
    const Copies copies(the_case);
    judge_doubled(the_case, copies, findings);
    judge_left_behind(the_case, copies, findings);
    judge_lost(the_case, copies, findings);
  }
  return std::move(findings).verdict();
}

Judgement judge_new(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    for (const MessageRecord& message : queue.messages) {
      if (message.origin != MessageRecord::Origin::moved) continue;
      for (const Delivery& delivery : message.deliveries) {
        const auto count = number_of(*delivery.seen, "ApproximateReceiveCount");
        if (!count || !the_case.history.recorded.all_receives) continue;
        const std::int64_t most = earlier_receives(queue, message, delivery).most + 1;
        findings.test(*count <= most, delivery.operation, {}, [&] {
          return fmt::format(
              "{} came with a move task, and was received {} times since at most\n"
              "receive {} returned it with ApproximateReceiveCount {}",
              name_of(message), most, the_case.id(delivery.operation), *count);
        });
      }
    }
  });
}

Judgement judge_own_source(const Case& the_case) {
  Findings findings(the_case);
  const auto& moves = the_case.ledger.moves;
  const bool named = std::any_of(moves.begin(), moves.end(),
                                 [](const MoveRecord& move) { return move.names_destination; });
  if (moves.empty() || named) return std::move(findings).verdict();
  const Copies copies(the_case);
  for (const QueueRecord& queue : the_case.ledger.queues) {
    for (const SendRecord& send : queue.sends) {
      if (send.outcome == Outcome::refused || copies.sends(send.body) != 1) continue;
      for (const Copies::Copy& copy : copies.of(send.body)) {
        const Delivery& there = copy.message->deliveries.front();
        findings.test(copy.queue == &queue, there.operation, {send.operation}, [&] {
          return fmt::format(
              "operation {} sent `{}` to {}\na move task without a destination "
              "took it to {}, where receive {} got it",
              the_case.id(send.operation), send.body, queue.settings.name,
              copy.queue->settings.name, the_case.id(there.operation));
        });
      }
    }
  }
  return std::move(findings).verdict();
}

const ListMessageMoveTasksResponse* list_of(const Operation& operation) {
  const auto* reply = std::get_if<Reply>(&operation.answer);
  return reply ? std::get_if<ListMessageMoveTasksResponse>(reply) : nullptr;
}

Judgement judge_one_task(const Case& the_case) {
  Findings findings(the_case);
  for (std::size_t i = 0; i < the_case.history.operations.size(); ++i) {
    const auto* list = list_of(the_case.operation(i));
    if (!list || list->results.empty()) continue;
    const auto running = std::count_if(
        list->results.begin(), list->results.end(),
        [](const ListMessageMoveTasksResultEntry& task) { return task.status == "RUNNING"; });
    findings.test(running <= 1, i, {}, [&] {
      return fmt::format("operation {} lists {} tasks of one source that run", the_case.id(i),
                         running);
    });
  }
  return std::move(findings).verdict();
}

/// What the newest task of the source had moved, by a list after the cancel was answered.
void judge_cancel(const Case& the_case, const MoveRecord& move, Findings& findings) {
  const Operation& cancel = the_case.operation(move.cancel_operation);
  const auto* reply = std::get_if<Reply>(&cancel.answer);
  const auto* answer = reply ? std::get_if<CancelMessageMoveTaskResponse>(reply) : nullptr;
  if (!answer) return;
  const auto& start =
      std::get<StartMessageMoveTaskRequest>(the_case.operation(move.operation).call);
  const auto later = std::count_if(
      the_case.ledger.moves.begin(), the_case.ledger.moves.end(), [&](const MoveRecord& other) {
        return other.source == move.source && other.at.to >= move.at.from;
      });
  for (std::size_t i = move.cancel_operation + 1; i < the_case.history.operations.size(); ++i) {
    const auto* list = list_of(the_case.operation(i));
    if (!list || list->results.empty() || later != 1) continue;
    if (list->results.front().source_arn != start.source_arn.value_or("")) continue;
    if (the_case.operation(i).invoked <= move.cancelled->to) continue;
    const auto moved = list->results.front().approximate_number_of_messages_moved;
    findings.test(moved <= answer->approximate_number_of_messages_moved, i,
                  {move.operation, move.cancel_operation}, [&] {
                    return fmt::format(
                        "operation {} cancelled the task when it had moved {}\n"
                        "operation {} says that it has moved {}",
                        the_case.id(move.cancel_operation),
                        answer->approximate_number_of_messages_moved, the_case.id(i), moved);
                  });
  }
}

/// Originals that were received from the source after the cancel, and copies of them.
void judge_moved_after(const Case& the_case, const MoveRecord& move, const Copies& copies,
                       Findings& findings) {
  if (move.source == kNone || accepted_moves(the_case) != 1) return;
  for (const MessageRecord& original : the_case.ledger.queues[move.source].messages) {
    if (copies.sends(original.body) != 1) continue;
    for (const Delivery& here : original.deliveries) {
      if (here.at.from <= move.cancelled->to) continue;
      const auto list = copies.of(original.body);
      const bool moved = std::any_of(list.begin(), list.end(), [&](const Copies::Copy& copy) {
        return copy.message->id != original.id;
      });
      const std::size_t at =
          moved ? list.front().message->deliveries.front().operation : here.operation;
      findings.test(!moved, at, {move.cancel_operation, here.operation}, [&] {
        return fmt::format(
            "receive {} returned {} from the dead-letter queue, after the task was "
            "cancelled\nreceive {} returned it where the task moves to",
            the_case.id(here.operation), name_of(original), the_case.id(at));
      });
    }
  }
}

Judgement judge_cancels(const Case& the_case) {
  Findings findings(the_case);
  if (the_case.granted.has(Freedom::slow_moves)) return std::move(findings).verdict();
  const Copies copies(the_case);
  for (const MoveRecord& move : the_case.ledger.moves) {
    if (!move.cancelled) continue;
    judge_cancel(the_case, move, findings);
    judge_moved_after(the_case, move, copies, findings);
  }
  return std::move(findings).verdict();
}

constexpr const char* kPage = "SQS/sqs-configure-dead-letter-queue-redrive";

constexpr Promise kRows[] = {
    {"redrive/moves-each-once", "a move task neither loses nor doubles messages", kPage,
     Strength::must, judge_each_once, "no message that a task moved was received"},
    {"redrive/moved-is-new", "a moved message is a new one: its receives are counted anew", kPage,
     Strength::must, judge_new, "no moved message was received with its receive count"},
    {"redrive/to-own-source", "without a destination, each message goes back to its own queue",
     kPage, Strength::must, judge_own_source, "no task without a destination moved anything"},
    {"redrive/one-task", "one task at a time moves the messages of a queue",
     "SQSAPI/StartMessageMoveTask", Strength::must, judge_one_task, "no task was listed"},
    {"redrive/cancel-stops", "a cancelled task moves nothing more", "SQSAPI/CancelMessageMoveTask",
     Strength::must, judge_cancels, "no task was cancelled and looked at later"},
};

}  // namespace

std::span<const Promise> redrive_promises() { return kRows; }

}  // namespace sqsproof::semantics

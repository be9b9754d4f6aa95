// redrive/: a move task takes each message of a dead-letter queue once, as a new message
// (SQS/sqs-configure-dead-letter-queue-redrive, SQSAPI/StartMessageMoveTask).
#include <algorithm>
#include <fmt/core.h>

#include "semantics/actions/parts.h"
#include "semantics/judge/counts.h"
#include "semantics/judge/promises.h"
#include "semantics/judge/promises/copies.h"
#include "semantics/judge/promises/moved_ids.h"
#include "semantics/judge/promises/moved_once.h"

namespace sqsproof::semantics {
namespace {

void judge_count_anew(const Case& the_case, const QueueRecord& queue, const MessageRecord& message,
                      Findings& findings) {
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

Judgement judge_new(const Case& the_case) {
  Findings findings(the_case);
  judge_moved_ids(the_case, findings);
  for (const QueueRecord& queue : the_case.ledger.queues) {
    for (const MessageRecord& message : queue.messages) {
      if (message.origin != MessageRecord::Origin::moved) continue;
      judge_count_anew(the_case, queue, message, findings);
    }
  }
  return std::move(findings).verdict();
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

Judgement judge_one_task(const Case& the_case) {
  Findings findings(the_case);
  for (std::size_t i = 0; i < the_case.history.operations.size(); ++i) {
    const auto* list = response_in<ListMessageMoveTasksResponse>(the_case.operation(i).answer);
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
  const auto* answer = response_in<CancelMessageMoveTaskResponse>(cancel.answer);
  if (!answer) return;
  const auto& start =
      std::get<StartMessageMoveTaskRequest>(the_case.operation(move.operation).call);
  const auto later = std::count_if(
      the_case.ledger.moves.begin(), the_case.ledger.moves.end(), [&](const MoveRecord& other) {
        return other.source == move.source && other.at.to >= move.at.from;
      });
  for (std::size_t i = move.cancel_operation + 1; i < the_case.history.operations.size(); ++i) {
    const auto* list = response_in<ListMessageMoveTasksResponse>(the_case.operation(i).answer);
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
     Strength::must, judge_moved_once, "no message that a task moved was received"},
    {"redrive/moved-is-new",
     "a moved message is a new one: it has another id, and its receives are counted anew", kPage,
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

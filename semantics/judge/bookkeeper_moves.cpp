// The move tasks of a history: between which queues, from when on, and until when at most.
#include "semantics/judge/bookkeeper.h"

namespace sqsproof::semantics {

void Bookkeeper::note_move_start(const StartMessageMoveTaskRequest& request) {
  MoveRecord move;
  move.operation = at_;
  move.at = interval();
  move.outcome = outcome();
  move.source = queue_of_arn(request.source_arn);
  move.destination = queue_of_arn(request.destination_arn);
  move.names_destination = request.destination_arn.has_value();
  move.per_second = request.max_number_of_messages_per_second.value_or(0);
  if (const auto* started = reply<StartMessageMoveTaskResponse>()) move.task = started->task_handle;
  ledger_.moves.push_back(std::move(move));
}

void Bookkeeper::note_move_cancel(const CancelMessageMoveTaskRequest& request) {
  if (outcome() != Outcome::accepted || !request.task_handle) return;
  for (MoveRecord& move : ledger_.moves) {
    if (move.task.empty() || move.task != *request.task_handle) continue;
    move.cancelled = interval();
    move.cancel_operation = at_;
  }
}

// A list shows the newest task first; a source has one running task at most. The task of a list is
// known only if no other one was started for its source.
void Bookkeeper::note_move_list(const ListMessageMoveTasksRequest& request) {
  const auto* list = reply<ListMessageMoveTasksResponse>();
  const std::size_t source = queue_of_arn(request.source_arn);
  if (!list || list->results.empty() || source == kNone) return;
  MoveRecord* only = nullptr;
  for (MoveRecord& move : ledger_.moves) {
    if (move.source != source || move.outcome == Outcome::refused) continue;
    if (only) return;
    only = &move;
  }
  if (!only || only->outcome != Outcome::accepted) return;
  const std::string& status = list->results.front().status;
  if (status != "COMPLETED" || interval().to >= only->ended_by) return;
  only->ended_by = interval().to;
  only->end_operation = at_;
}

// Who is received and was not sent here came with a task, not before it began. Sends that were not
// answered, or not recorded, explain it as well.
void Bookkeeper::settle_moved(QueueRecord& queue, const MoveRecord& move) {
  if (!queue.created_here || !history_.recorded.all_sends || queue.is_dead_letter_queue) return;
  for (MessageRecord& message : queue.messages) {
    if (!message.sends.empty()) continue;
    Instant_us from = move.at.from;
    for (const SendRecord& send : queue.sends) {
      if (send.outcome == Outcome::unknown) from = std::min(from, send.at.from);
    }
    const bool first = message.origin != MessageRecord::Origin::moved;
    message.origin = MessageRecord::Origin::moved;
    message.enqueued.from = first ? from : std::min(message.enqueued.from, from);
  }
}

void Bookkeeper::settle_moves() {
  for (const MoveRecord& move : ledger_.moves) {
    for (std::size_t i = 0; i < ledger_.queues.size(); ++i) {
      const bool own_source =
          !move.names_destination && ledger_.queues[i].dead_letter_queue == move.source;
      if (move.outcome != Outcome::refused && (move.destination == i || own_source)) {
        settle_moved(ledger_.queues[i], move);
      }
    }
    if (move.source == kNone || move.outcome == Outcome::refused) continue;
    for (MessageRecord& message : ledger_.queues[move.source].messages) {
      message.exits.push_back(
          {Exit::Kind::moved, move.operation, {move.at.from, kNever_us}, false, {}, ++serials_});
    }
  }
}

}  // namespace sqsproof::semantics

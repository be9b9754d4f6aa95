#include <algorithm>

#include "semantics/model/state.h"

namespace sqsproof::semantics {

/// What was moved stays moved. Texts are recorded, but for a task that has ended.
/// SQSAPI/CancelMessageMoveTask
Checked<Reply> Service::State::apply(const CancelMessageMoveTaskRequest& request, Instant_us now) {
  if (!request.task_handle || request.task_handle->empty()) return missing("TaskHandle");
  const auto name = parse_task_handle(*request.task_handle);
  if (!name) {
    return refuse("InvalidParameterValueException", "Value for parameter TaskHandle is invalid.");
  }
  Queue* source = find_by_arn(name->source_arn);
  if (source == nullptr) {
    return refuse("ResourceNotFoundException",
                  "The resource that you specified for the SourceArn parameter doesn't exist.");
  }
  const auto& all = tasks.of(source->name());
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const auto& task) { return task->id == name->task_id; });
  if (found == all.end()) return refuse("ResourceNotFoundException", "Task does not exist.");
  MoveTask& task = **found;
  if (task.status != MoveTask::Status::running) {
    return refuse("UnsupportedOperation", "Only a task that is running can be cancelled.");
  }
  const std::int64_t moved = task.moved;
  const bool goes_on =
      config.flaw == Flaw::cancel_goes_on || config.flaw == Flaw::cancelled_moves_on;
  if (!goes_on) tasks.end(task, MoveTask::Status::cancelled);
  if (config.flaw == Flaw::cancelled_moves_on) task.failure = "cancelled";
  if (config.flaw == Flaw::cancel_loses_next) {
    catch_up(*source, now);
    Message* next = next_to_move(*source, now);
    if (next != nullptr) source->backlog().erase(*next);
  }
  return CancelMessageMoveTaskResponse{moved};
}

}  // namespace sqsproof::semantics

#include "semantics/model/state.h"

namespace sqsproof::semantics {
namespace {

/// A flaw: it goes on.
ListMessageMoveTasksResultEntry show_cancelled(MoveTask task) {
  task.status = MoveTask::Status::cancelled;
  task.failure.clear();
  return show(task);
}

}  // namespace

/// Newest first. SQSAPI/ListMessageMoveTasks
Checked<Reply> Service::State::apply(const ListMessageMoveTasksRequest& request, Instant_us) {
  if (!request.source_arn || request.source_arn->empty()) return missing("SourceArn");
  const int most = request.max_results.value_or(kMoveTaskResults.initial);
  if (most < kMoveTaskResults.least || most > kMoveTaskResults.most) {
    return refuse("InvalidParameterValueException",
                  "Value for parameter MaxResults is invalid. Reason: MaxResults must be an "
                  "integer between 1 and 10.");
  }
  const Queue* source = find_by_arn(*request.source_arn);
  if (source == nullptr) {
    return refuse("ResourceNotFoundException",
                  "The resource that you specified for the SourceArn parameter doesn't exist.");
  }
  ListMessageMoveTasksResponse response;
  for (const auto& task : tasks.of(source->name())) {
    if (response.results.size() == static_cast<std::size_t>(most)) break;
    response.results.push_back(show(*task));
    std::string& status = response.results.back().status;
    const bool still_runs = config.flaw == Flaw::cancelled_shown_running;
    if (still_runs && status == "CANCELLED") status = "RUNNING";
    if (config.flaw == Flaw::cancelled_moves_on && task->failure == "cancelled") {
      response.results.back() = show_cancelled(*task);
    }
  }
  return response;
}

}  // namespace sqsproof::semantics

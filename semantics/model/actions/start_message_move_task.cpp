#include <fmt/format.h>

#include "policy/values/arn.h"
#include "semantics/model/state.h"

namespace sqsproof::semantics {
namespace {

Refusal bad(std::string text) { return refuse("InvalidParameterValueException", std::move(text)); }

Checked<bool> check_arn(const std::string& arn, std::string_view name) {
  const auto parts = policy::split_arn(arn);
  if (parts && parts->part[0] == "arn") return true;
  return bad(
      fmt::format("You must use this format to specify the {}: "
                  "arn:<partition>:<service>:<region>:<account-id>:<resource-id>",
                  name));
}

Refusal no_resource(std::string_view name) {
  return refuse(
      "ResourceNotFoundException",
      fmt::format("The resource that you specified for the {} parameter doesn't exist.", name));
}

Checked<bool> check_rate(const std::optional<int>& rate) {
  if (!rate || (*rate >= kMoveTaskRate.least && *rate <= kMoveTaskRate.most)) return true;
  return bad(
      "Value for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: You must enter "
      "a number that's between 1 and 500.");
}

}  // namespace

/// In the order: forms, the source, the destination, what they are to each other, the rate.
Checked<bool> Service::State::check_move(const StartMessageMoveTaskRequest& request) const {
  if (!request.source_arn || request.source_arn->empty()) return missing("SourceArn");
  const std::string& source_arn = *request.source_arn;
  if (auto good = check_arn(source_arn, "SourceArn"); !good) return good;
  if (request.destination_arn) {
    if (auto good = check_arn(*request.destination_arn, "DestinationArn"); !good) return good;
  }
  const Queue* source = find_by_arn(source_arn);
  if (source == nullptr) return no_resource("SourceArn");
  if (dead_letter_sources.of(source_arn).empty() && config.flaw != Flaw::moves_from_any_queue) {
    return bad("Source queue must be configured as a Dead Letter Queue.");
  }
  if (request.destination_arn) {
    const Queue* target = find_by_arn(*request.destination_arn);
    if (target == nullptr && config.flaw == Flaw::moves_to_nowhere) return true;
    if (target == nullptr) return no_resource("DestinationArn");
    if (target == source)
      return bad("Source queue arn and destination queue arn cannot be the same.");
    if (target->attributes().fifo != source->attributes().fifo) {
      return bad("The source queue and destination queue must be of the same queue type.");
    }
  }
  if (auto good = check_rate(request.max_number_of_messages_per_second); !good) return good;
  const bool busy = tasks.running(source->name()) != nullptr;
  if (busy && config.flaw != Flaw::move_beside_another) {
    return bad(
        "There is already a task running. Only one active task is allowed for a source "
        "queue arn at a given time.");
  }
  if (tasks.count_running() < kMoveTasksOfAccount) return true;
  return refuse("OverLimit", "Too many message move tasks are active.");
}

/// Answers at once; the first message moves when the rate allows one. SQSAPI/StartMessageMoveTask
Checked<Reply> Service::State::apply(const StartMessageMoveTaskRequest& request, Instant_us now) {
  if (auto good = check_move(request); !good) return Refusal(good.error());
  Queue& source = *find_by_arn(*request.source_arn);
  catch_up(source, now);
  MoveTask task;
  task.id = new_message_id().text();
  task.source = source.name();
  task.source_arn = *request.source_arn;
  task.destination_arn = request.destination_arn;
  task.rate = request.max_number_of_messages_per_second;
  const bool full_speed = config.flaw == Flaw::move_ignores_rate;
  const int rate = task.rate.value_or(kMoveTaskRate.initial);
  task.step = kSecond_us / (full_speed ? kMoveTaskRate.initial : rate);
  if (config.weak.has(Weakness::moves_slowly)) task.step *= 2;
  task.started = now;
  task.next = now + task.step;
  task.to_move = static_cast<std::int64_t>(source.backlog().counts().visible);
  const MoveTask& added = tasks.add(std::move(task));
  return StartMessageMoveTaskResponse{to_task_handle({added.id, added.source_arn})};
}

}  // namespace sqsproof::semantics

#include "semantics/model/move_tasks.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "policy/values/base64.h"
#include "semantics/limits.h"

namespace sqsproof::semantics {
namespace {

using Json = nlohmann::ordered_json;
using Status = MoveTask::Status;

constexpr std::string_view kStatus[] = {"RUNNING", "COMPLETED", "CANCELLED", "FAILED"};

}  // namespace

ListMessageMoveTasksResultEntry show(const MoveTask& task) {
  ListMessageMoveTasksResultEntry entry;
  if (task.status == Status::running) {
    entry.task_handle = to_task_handle({task.id, task.source_arn});
  }
  entry.status = kStatus[static_cast<int>(task.status)];
  entry.source_arn = task.source_arn;
  entry.destination_arn = task.destination_arn;
  entry.max_number_of_messages_per_second = task.rate;
  entry.approximate_number_of_messages_moved = task.moved;
  entry.approximate_number_of_messages_to_move = task.to_move;
  if (!task.failure.empty()) entry.failure_reason = task.failure;
  entry.started_timestamp = task.started / kMillisecond_us;
  return entry;
}

std::string to_task_handle(const TaskName& name) {
  const Json json = {{"taskId", name.task_id}, {"sourceArn", name.source_arn}};
  return policy::to_base64(json.dump());
}

std::optional<TaskName> parse_task_handle(const std::string& handle) {
  const auto text = policy::from_base64(handle);
  const Json json = text ? Json::parse(*text, nullptr, false) : Json();
  if (!json.is_object() || !json.contains("taskId") || !json.contains("sourceArn")) {
    return std::nullopt;
  }
  if (!json["taskId"].is_string() || !json["sourceArn"].is_string()) return std::nullopt;
  return TaskName{json["taskId"].get<std::string>(), json["sourceArn"].get<std::string>()};
}

MoveTask& MoveTasks::add(MoveTask task) {
  task.number = ++added_;
  auto& tasks = by_source_[task.source];
  tasks.push_front(std::make_unique<MoveTask>(std::move(task)));
  const bool full = tasks.size() > static_cast<std::size_t>(kMoveTaskResults.most);
  if (full && tasks.back()->status != Status::running) tasks.pop_back();
  MoveTask& added = *tasks.front();
  due_.insert({added.next, added.number, &added});
  return added;
}

const std::deque<std::unique_ptr<MoveTask>>& MoveTasks::of(const std::string& source) const {
  static const std::deque<std::unique_ptr<MoveTask>> kNone;
  const auto found = by_source_.find(source);
  return found == by_source_.end() ? kNone : found->second;
}

/// One at most, and it is the newest: another is not started beside it.
MoveTask* MoveTasks::running(const std::string& source) const {
  const auto& tasks = of(source);
  if (tasks.empty() || tasks.front()->status != Status::running) return nullptr;
  return tasks.front().get();
}

MoveTask* MoveTasks::next() const { return due_.empty() ? nullptr : due_.begin()->task; }

void MoveTasks::set_next(MoveTask& task, Instant_us at) {
  due_.erase({task.next, task.number, &task});
  task.next = at;
  due_.insert({at, task.number, &task});
}

void MoveTasks::end(MoveTask& task, Status status, std::string_view failure) {
  due_.erase({task.next, task.number, &task});
  task.status = status;
  task.failure = failure;
}

void MoveTasks::forget(const std::string& source) {
  for (const auto& task : of(source)) {
    if (task->status == Status::running) end(*task, Status::failed);
  }
  by_source_.erase(source);
}

}  // namespace sqsproof::semantics

// Message move tasks: which ones there are, and when each takes its next step. What a step does is
// in move_step.cpp. SQSAPI/StartMessageMoveTask
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "semantics/actions/all.h"
#include "semantics/time.h"

namespace sqsproof::semantics {

class Archive;

struct MoveTask {
  enum class Status { running, completed, cancelled, failed };
  std::uint64_t number = 0;
  std::string id;      ///< a UUID
  std::string source;  ///< name of the queue
  std::string source_arn;
  std::optional<std::string> destination_arn;
  std::optional<int> rate;  ///< messages a second, as it was asked for
  Duration_us step = 0;     ///< between two messages
  Instant_us started = 0;
  Instant_us next = 0;  ///< step; of a task that runs
  std::int64_t moved = 0;
  std::int64_t to_move = 0;  ///< when it started
  Status status = Status::running;
  std::string failure;
};

/// As ListMessageMoveTasks shows it: the handle only while it runs (recorded).
[[nodiscard]] ListMessageMoveTasksResultEntry show(const MoveTask& task);

/// A handle is base64 of JSON that names the task and its source (recorded).
struct TaskName {
  std::string task_id;
  std::string source_arn;
};
[[nodiscard]] std::string to_task_handle(const TaskName& name);
[[nodiscard]] std::optional<TaskName> parse_task_handle(const std::string& handle);

class MoveTasks {
 public:
  MoveTask& add(MoveTask task);
  /// Of a source, newest first: those that a listing can show.
  [[nodiscard]] const std::deque<std::unique_ptr<MoveTask>>& of(const std::string& source) const;
  [[nodiscard]] MoveTask* running(const std::string& source) const;
  [[nodiscard]] std::size_t count_running() const { return due_.size(); }
  /// The task with the earliest next step; nullptr when none runs.
  [[nodiscard]] MoveTask* next() const;
  void set_next(MoveTask& task, Instant_us at);
  void end(MoveTask& task, MoveTask::Status status, std::string_view failure = {});
  void forget(const std::string& source);
  void carry(Archive& archive);  ///< snapshot/queue.cpp

 private:
  struct Due {
    Instant_us at;
    std::uint64_t number;
    MoveTask* task;
    friend bool operator<(const Due& a, const Due& b) {
      return a.at != b.at ? a.at < b.at : a.number < b.number;
    }
  };
  std::map<std::string, std::deque<std::unique_ptr<MoveTask>>> by_source_;
  std::set<Due> due_;
  std::uint64_t added_ = 0;
};

}  // namespace sqsproof::semantics

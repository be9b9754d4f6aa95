// The actions on message move tasks, which take the messages of a dead-letter queue to another
// queue or back to where they came from: StartMessageMoveTask, ListMessageMoveTasks,
// CancelMessageMoveTask.
#pragma once

#include <cstdint>

#include "semantics/actions/action.h"

namespace sqsproof::semantics {

struct StartMessageMoveTaskRequest {
  static constexpr std::string_view action = "StartMessageMoveTask";
  std::optional<std::string> source_arn;
  std::optional<std::string> destination_arn;  ///< absent: each message's own source queue
  std::optional<int> max_number_of_messages_per_second;  ///< 1..500
  static constexpr auto fields() {
    using R = StartMessageMoveTaskRequest;
    return std::tuple{Field{"SourceArn", "SourceArn", &R::source_arn, Presence::required},
                      Field{"DestinationArn", "DestinationArn", &R::destination_arn},
                      Field{"MaxNumberOfMessagesPerSecond", "MaxNumberOfMessagesPerSecond",
                            &R::max_number_of_messages_per_second}};
  }
};

struct StartMessageMoveTaskResponse {
  std::string task_handle;
  static constexpr auto fields() {
    return std::tuple{Field{"TaskHandle", "TaskHandle", &StartMessageMoveTaskResponse::task_handle,
                            Presence::required}};
  }
};

struct ListMessageMoveTasksRequest {
  static constexpr std::string_view action = "ListMessageMoveTasks";
  std::optional<std::string> source_arn;
  std::optional<int> max_results;  ///< 1..10, default 1
  static constexpr auto fields() {
    using R = ListMessageMoveTasksRequest;
    return std::tuple{Field{"SourceArn", "SourceArn", &R::source_arn, Presence::required},
                      Field{"MaxResults", "MaxResults", &R::max_results}};
  }
};

struct ListMessageMoveTasksResultEntry {
  std::optional<std::string> task_handle;  ///< of a task that runs
  std::string status;
  std::string source_arn;
  std::optional<std::string> destination_arn;
  std::optional<int> max_number_of_messages_per_second;
  std::int64_t approximate_number_of_messages_moved = 0;
  std::optional<std::int64_t> approximate_number_of_messages_to_move;
  std::optional<std::string> failure_reason;
  std::int64_t started_timestamp = 0;  ///< milliseconds since 1970
  static constexpr auto fields() {
    using R = ListMessageMoveTasksResultEntry;
    return std::tuple{
        Field{"TaskHandle", "TaskHandle", &R::task_handle},
        Field{"Status", "Status", &R::status},
        Field{"SourceArn", "SourceArn", &R::source_arn},
        Field{"DestinationArn", "DestinationArn", &R::destination_arn},
        Field{"MaxNumberOfMessagesPerSecond", "MaxNumberOfMessagesPerSecond",
              &R::max_number_of_messages_per_second},
        Field{"ApproximateNumberOfMessagesMoved", "ApproximateNumberOfMessagesMoved",
              &R::approximate_number_of_messages_moved},
        Field{"ApproximateNumberOfMessagesToMove", "ApproximateNumberOfMessagesToMove",
              &R::approximate_number_of_messages_to_move},
        Field{"FailureReason", "FailureReason", &R::failure_reason},
        Field{"StartedTimestamp", "StartedTimestamp", &R::started_timestamp}};
  }
};

struct ListMessageMoveTasksResponse {
  std::vector<ListMessageMoveTasksResultEntry> results;  ///< newest first
  static constexpr auto fields() {
    return std::tuple{Field{"Results", "ListMessageMoveTasksResultEntry.N",
                            &ListMessageMoveTasksResponse::results}};
  }
};

struct CancelMessageMoveTaskRequest {
  static constexpr std::string_view action = "CancelMessageMoveTask";
  std::optional<std::string> task_handle;
  static constexpr auto fields() {
    return std::tuple{Field{"TaskHandle", "TaskHandle", &CancelMessageMoveTaskRequest::task_handle,
                            Presence::required}};
  }
};

struct CancelMessageMoveTaskResponse {
  std::int64_t approximate_number_of_messages_moved = 0;
  static constexpr auto fields() {
    return std::tuple{Field{"ApproximateNumberOfMessagesMoved", "ApproximateNumberOfMessagesMoved",
                            &CancelMessageMoveTaskResponse::approximate_number_of_messages_moved}};
  }
};

}  // namespace sqsproof::semantics

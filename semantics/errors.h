// The errors of SQS as data: shape, Query code, HTTP status.
//
// The JSON protocol names the shape in `__type`, the Query protocol and the header
// `x-amzn-query-error` name the code. Modelled errors: botocore service model 2012-11-05; the
// unmodelled ones are customary (recorded from the service).
// SQSAPI pages give 400 for all of them; recordings agree with the model where they differ
// (PurgeQueueInProgress, ResourceNotFoundException).
#pragma once

#include <span>
#include <string_view>

namespace sqsproof::semantics {

struct ErrorRow {
  std::string_view shape;        ///< `QueueDoesNotExist`
  std::string_view type_prefix;  ///< `com.amazonaws.sqs#` or another namespace
  std::string_view query_code;   ///< `AWS.SimpleQueueService.NonExistentQueue`
  int http_status;
};

[[nodiscard]] std::span<const ErrorRow> all_errors();
/// By shape or by Query code; null when there is none.
[[nodiscard]] const ErrorRow* find_error(std::string_view name);

/// The text that the Query protocol gives for an error of the JSON protocol: the same, but for
/// queues that do not exist (recorded: test_non_existent_queue).
[[nodiscard]] std::string_view message_in_query(std::string_view shape, std::string_view message);

}  // namespace sqsproof::semantics

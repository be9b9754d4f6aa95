// Which events of a bucket go to which queues: the notification configuration, in the JSON form of
// S3's API. S3API/API_PutBucketNotificationConfiguration, S3API/API_QueueConfiguration
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "semantics/model/refusal.h"

namespace sqsproof::semantics::s3 {

struct QueueConfiguration {
  std::string id;  ///< empty until the bucket gives it one
  std::string queue_arn;
  std::vector<std::string> events;  ///< `s3:ObjectCreated:*`, `s3:ObjectRemoved:Delete` …
  std::string prefix{};             ///< of keys as they are, not as the event encodes them
  std::string suffix{};

  /// Whether an event about an object goes to the queue.
  [[nodiscard]] bool selects(std::string_view event, std::string_view key) const;
};

/// `{"QueueConfigurations":[{"Id":…,"QueueArn":…,"Events":[…],"Filter":{"Key":{"FilterRules":
/// [{"Name":"prefix","Value":…}]}}}]}`. An error is S3's, `InvalidArgument` for most; topics,
/// functions and event buses as destinations are refused: only queues are served here.
[[nodiscard]] Checked<std::vector<QueueConfiguration>> read_configuration(const std::string& json);

/// Whether S3 has an event of that name; names with `*` at the end are for configurations.
[[nodiscard]] bool is_event(std::string_view name);

/// An error of S3: its code, which is no code of SQS.
[[nodiscard]] Refusal refuse(std::string_view code, std::string message);

}  // namespace sqsproof::semantics::s3

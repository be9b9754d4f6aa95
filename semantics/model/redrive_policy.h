// RedrivePolicy and RedriveAllowPolicy: where a queue sends the messages that nobody could handle,
// and which queues may send theirs to it.
// SQSAPI/SetQueueAttributes; SQS/sqs-dead-letter-queues
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "semantics/model/refusal.h"

namespace sqsproof::semantics {

struct RedrivePolicy {
  std::string target_arn;
  int max_receive_count = 0;  ///< receives that a message gets; it is moved instead of one more
};
/// `{"deadLetterTargetArn":…,"maxReceiveCount":…}`, both mandatory (recorded), nothing else.
[[nodiscard]] Checked<RedrivePolicy> read_redrive_policy(const std::string& text);
/// As the service shows it: the target first, the count as a number (recorded).
[[nodiscard]] std::string show(const RedrivePolicy& policy);

struct RedriveAllowPolicy {
  enum class Permission { allow_all, deny_all, by_queue };
  Permission permission = Permission::allow_all;
  std::vector<std::string> source_arns;  ///< of by_queue
  [[nodiscard]] bool allows(std::string_view source_arn) const;
};
[[nodiscard]] Checked<RedriveAllowPolicy> read_redrive_allow_policy(const std::string& text);
[[nodiscard]] std::string show(const RedriveAllowPolicy& policy);

}  // namespace sqsproof::semantics

// The attributes of a queue that can be set: their names, types, ranges and defaults, and what
// CreateQueue and SetQueueAttributes make of them. SQSAPI/SetQueueAttributes
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "semantics/actions/action.h"
#include "semantics/limits.h"
#include "semantics/model/redrive_policy.h"
#include "semantics/model/refusal.h"

namespace sqsproof::semantics {

enum class DeduplicationScope { queue, message_group };
enum class FifoThroughputLimit { per_queue, per_message_group_id };

struct QueueAttributes {
  bool fifo = false;
  int delay_s = kDelaySeconds.initial;
  int maximum_message_size = kMaximumMessageSize.initial;
  int retention_s = kMessageRetentionPeriod.initial;
  int wait_time_s = kReceiveMessageWaitTimeSeconds.initial;
  int visibility_timeout_s = kVisibilityTimeout.initial;
  bool content_based_deduplication = false;
  DeduplicationScope scope = DeduplicationScope::queue;
  FifoThroughputLimit throughput = FifoThroughputLimit::per_queue;
  std::string policy;  ///< as it was given; empty for none
  std::optional<RedrivePolicy> redrive;
  std::optional<RedriveAllowPolicy> redrive_allow;
  bool managed_sse = true;
  std::string kms_key;  ///< empty for none; whether there is such a key shows at the first send
  int kms_reuse_s = kKmsDataKeyReusePeriodSeconds.initial;
};

/// Reads and checks what CreateQueue was given; defaults stand in for the rest.
[[nodiscard]] Checked<QueueAttributes> read_attributes(std::string_view queue_name,
                                                       const StringMap& given);

/// The same for SetQueueAttributes: all of it, or nothing and an error.
[[nodiscard]] Checked<QueueAttributes> change_attributes(const QueueAttributes& current,
                                                         const StringMap& given);

/// The first given attribute whose value differs from the queue's; empty when none does.
/// SQSAPI/CreateQueue: a queue of that name may be created again with equal attributes.
[[nodiscard]] std::string first_difference(const QueueAttributes& current,
                                           const QueueAttributes& wanted, const StringMap& given);

/// Names of the attributes that can be set, on a queue of either type.
[[nodiscard]] std::vector<std::string_view> settable_attributes();
/// The value as GetQueueAttributes shows it; nullopt where it shows none.
[[nodiscard]] std::optional<std::string> attribute_text(const QueueAttributes& attributes,
                                                        std::string_view name);

[[nodiscard]] Refusal unknown_attribute(std::string_view name);

}  // namespace sqsproof::semantics

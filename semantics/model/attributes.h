// The attributes of a queue: their names, types and ranges, and what CreateQueue makes of them.
#pragma once

#include <string>
#include <string_view>

#include "semantics/actions/action.h"
#include "semantics/limits.h"
#include "semantics/model/refusal.h"

namespace sqsproof::semantics {

enum class DeduplicationScope { queue, message_group };

struct QueueAttributes {
  bool fifo = false;
  int delay_s = kDelaySeconds.initial;
  int maximum_message_size = kMaximumMessageSize.initial;
  int retention_s = kMessageRetentionPeriod.initial;
  int wait_time_s = kReceiveMessageWaitTimeSeconds.initial;
  int visibility_timeout_s = kVisibilityTimeout.initial;
  bool content_based_deduplication = false;
  DeduplicationScope scope = DeduplicationScope::queue;
  /// Attributes that change nothing about messages, as they were given.
  StringMap others;
};

/// Reads and checks what CreateQueue was given; defaults stand in for the rest.
[[nodiscard]] Checked<QueueAttributes> read_attributes(std::string_view queue_name,
                                                       const StringMap& given);

/// The first given attribute whose value differs from the queue's; empty when none does.
/// SQSAPI/CreateQueue: a queue of that name may be created again with equal attributes.
[[nodiscard]] std::string first_difference(const QueueAttributes& current,
                                           const QueueAttributes& wanted, const StringMap& given);

}  // namespace sqsproof::semantics

// The numbers of SQS, each with its source. Names of pages are those of the SQS developer guide
// (SQS/…) and API reference (SQSAPI/…), as of April 2026; recordings of the service win over both.
#pragma once

#include <cstddef>

#include "semantics/time.h"

namespace sqsproof::semantics {

// Queue attributes: smallest, largest, default. SQSAPI/CreateQueue
struct AttributeRange {
  int least;
  int most;
  int initial;
};
constexpr AttributeRange kDelaySeconds{0, 900, 0};
constexpr AttributeRange kMaximumMessageSize{1'024, 1'048'576, 1'048'576};  // 1 MiB since 2025-08
constexpr AttributeRange kMessageRetentionPeriod{60, 1'209'600, 345'600};
constexpr AttributeRange kReceiveMessageWaitTimeSeconds{0, 20, 0};
constexpr AttributeRange kVisibilityTimeout{0, 43'200, 30};
constexpr AttributeRange kKmsDataKeyReusePeriodSeconds{60, 86'400, 300};

// Total time that one receive may hide a message. SQS/sqs-visibility-timeout
constexpr Duration_us kVisibilityCap_us = seconds(43'200);

// SQSAPI/ReceiveMessage
constexpr AttributeRange kMaxNumberOfMessages{1, 10, 1};

// SQS/FIFO-queues-exactly-once-processing: counted from the first accepted send.
constexpr Duration_us kDeduplicationWindow_us = seconds(300);

// SQSAPI/CreateQueue (QueueDeletedRecently)
constexpr Duration_us kNameReuse_us = seconds(60);

// Messages in flight. SQSAPI/ReceiveMessage; for FIFO queues since late 2024.
constexpr std::size_t kInFlightLimit = 120'000;

// SQSAPI/CreateQueue: `.fifo` counts.
constexpr std::size_t kQueueNameLength = 80;

// MessageGroupId, MessageDeduplicationId. SQSAPI/SendMessage
constexpr std::size_t kIdLength = 128;

// SQS/sqs-message-metadata
constexpr std::size_t kMessageAttributes = 10;
constexpr std::size_t kAttributeNameBytes = 256;
constexpr std::size_t kAttributeTypeBytes = 256;

}  // namespace sqsproof::semantics

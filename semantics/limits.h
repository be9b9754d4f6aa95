// The numbers of SQS, each with its source and the month it was read in. Names of pages are those
// of the SQS developer guide (SQS/…) and API reference (SQSAPI/…); recordings of the service, named
// by their tests, win over both.
#pragma once

#include <cstddef>
#include <cstdint>

#include "semantics/time.h"

namespace sqsproof::semantics {

struct AttributeRange {
  int least;
  int most;
  int initial;
};

// Queue attributes: smallest, largest, default. SQSAPI/SetQueueAttributes, 2026-04
constexpr AttributeRange kDelaySeconds{0, 900, 0};
constexpr AttributeRange kMaximumMessageSize{1'024, 1'048'576, 1'048'576};  // 1 MiB since 2025-08
constexpr AttributeRange kMessageRetentionPeriod{60, 1'209'600, 345'600};
constexpr AttributeRange kReceiveMessageWaitTimeSeconds{0, 20, 0};
constexpr AttributeRange kVisibilityTimeout{0, 43'200, 30};
constexpr AttributeRange kKmsDataKeyReusePeriodSeconds{60, 86'400, 300};
constexpr AttributeRange kMaxReceiveCount{1, 1'000, 0};  // mandatory: recorded, 2024-04
constexpr std::size_t kRedriveSources = 10;              // sourceQueueArns

// Parameters of calls.
constexpr AttributeRange kMaxNumberOfMessages{1, 10, 1};  // SQSAPI/ReceiveMessage, 2026-04
constexpr AttributeRange kMaxResults{1, 1'000, 1'000};    // SQSAPI/ListQueues, 2026-04
constexpr AttributeRange kMoveTaskResults{1, 10, 1};      // SQSAPI/ListMessageMoveTasks, 2026-04
constexpr AttributeRange kMoveTaskRate{1, 500, 500};      // SQSAPI/StartMessageMoveTask, 2026-04

// Batches. SQS/sqs-batch-api-actions, 2026-04; the size: recorded, 2025-08, whatever the queue's
// own
constexpr std::size_t kBatchEntries = 10;
constexpr std::size_t kBatchIdLength = 80;
constexpr std::size_t kBatchBytes = 1'048'576;

// Total time that one receive may hide a message. SQS/sqs-visibility-timeout, 2026-04
constexpr Duration_us kVisibilityCap_us = seconds(43'200);

// Counted from the first accepted send. SQS/FIFO-queues-exactly-once-processing, 2026-04
constexpr Duration_us kDeduplicationWindow_us = seconds(300);
// ReceiveRequestAttemptId. SQSAPI/ReceiveMessage, 2026-04
constexpr Duration_us kAttemptWindow_us = seconds(300);

// QueueDeletedRecently. SQSAPI/CreateQueue, 2026-04
constexpr Duration_us kNameReuse_us = seconds(60);
// PurgeQueueInProgress. SQSAPI/PurgeQueue, 2026-04
constexpr Duration_us kPurgeInterval_us = seconds(60);
// How long changed attributes may take to show. SQSAPI/SetQueueAttributes, 2026-04
constexpr Duration_us kAttributeDelay_us = seconds(60);
constexpr Duration_us kRetentionDelay_us = seconds(900);

// How late messages may expire and counts may be: no number is documented, these are short.
constexpr Duration_us kRetentionLapse_us = seconds(30);
constexpr Duration_us kCountsAge_us = seconds(30);

// Messages in flight. SQSAPI/ReceiveMessage, 2026-04: 120,000 for both; FIFO queues had 20,000
// until late 2024, and older pages still say so.
constexpr std::size_t kInFlight = 120'000;

// Move tasks. SQSAPI/StartMessageMoveTask, 2026-04
constexpr std::size_t kMoveTasksOfAccount = 100;
constexpr Duration_us kMoveTaskLife_us = seconds(36LL * 3'600);

// Fair queues: from which share of the messages in flight on a group is noisy, from how many of its
// own, and how long without sends until it is quiet again. SQS/sqs-fair-queues, 2026-04
constexpr std::size_t kNoisyShare = 10;  // one in ten
constexpr std::size_t kNoisyInFlight = 30;
constexpr Duration_us kNoisyMemory_us = seconds(300);

// From how many receives on a message may go to the end of a standard queue.
// SQS/sqs-available-cloudwatch-metrics (ApproximateAgeOfOldestMessage), 2026-04
constexpr std::uint32_t kReceivesBeforeEnd = 3;

// Names. `.fifo` counts. SQSAPI/CreateQueue, 2026-04
constexpr std::size_t kQueueNameLength = 80;
// MessageGroupId, MessageDeduplicationId, ReceiveRequestAttemptId. SQSAPI/SendMessage, 2026-04
constexpr std::size_t kIdLength = 128;

// Message attributes. SQS/sqs-message-metadata, 2026-04
constexpr std::size_t kMessageAttributes = 10;
constexpr std::size_t kAttributeNameBytes = 256;
constexpr std::size_t kAttributeTypeBytes = 256;

// Policies and permissions. SQS/quotas-policies, SQSAPI/AddPermission, 2026-04
constexpr std::size_t kPolicyBytes = 8'192;
constexpr std::size_t kPolicyStatements = 20;
constexpr std::size_t kPermissionActions = 7;
constexpr std::size_t kPermissionLabelLength = 80;

// Tags. SQS/sqs-queue-tags, 2026-04
constexpr std::size_t kTags = 50;
constexpr std::size_t kTagKeyLength = 128;
constexpr std::size_t kTagValueLength = 256;

}  // namespace sqsproof::semantics

// The IAM actions of SQS and the quotas of its policies, for policy/ to understand policies with.
//
// 23 API operations, 20 IAM actions: the batch operations are authorised by the single action.
// SetQueueAttributes counts as Write although it replaces the policy, and two actions are about no
// queue that exists, so that no queue policy is asked: CreateQueue and ListQueues.
// Source: Service Authorization Reference, list_amazonsqs (June 2026);
// SQS/sqs-limitations-of-custom-policies for what crosses accounts; SQS/quotas-policies.
#pragma once

#include "policy/document/vocabulary.h"

namespace sqsproof::semantics {

[[nodiscard]] const policy::Vocabulary& sqs_vocabulary();

}  // namespace sqsproof::semantics

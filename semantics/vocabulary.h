// The IAM actions of SQS, for policy/ to understand policies with.
//
// 23 API operations, 20 IAM actions: the batch operations are authorised by the single action.
// Source: Service Authorization Reference, list_amazonsqs (June 2026);
// SQS/sqs-limitations-of-custom-policies for what crosses accounts.
#pragma once

#include "policy/document/vocabulary.h"

namespace sqsproof::semantics {

[[nodiscard]] const policy::Vocabulary& sqs_vocabulary();

}  // namespace sqsproof::semantics

// The rules for tags. SQS/sqs-queue-tags
#pragma once

#include <string>

#include "semantics/model/refusal.h"

namespace sqsproof::semantics {

/// Keys and values of the added tags, and how many there are with those that a queue has.
[[nodiscard]] Checked<bool> check_tags(const std::string& queue_name, const StringMap& has,
                                       const StringMap& added);

}  // namespace sqsproof::semantics

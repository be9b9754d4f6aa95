// The rules for message attributes: how many, and their names, types and values.
#pragma once

#include "semantics/model/refusal.h"

namespace sqsproof::semantics {

/// SQS/sqs-message-metadata; recordings where they differ: letters beyond ASCII are good in names.
[[nodiscard]] Checked<bool> check_message_attributes(const MessageAttributes& attributes);

/// MessageSystemAttributes: only AWSTraceHeader, a String. SQSAPI/SendMessage
[[nodiscard]] Checked<bool> check_system_attributes(const MessageAttributes& attributes);

}  // namespace sqsproof::semantics

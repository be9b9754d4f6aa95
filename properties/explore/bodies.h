// Texts for message bodies and attributes in which queues are known to go wrong.
#pragma once

#include <string>

#include "semantics/actions/action.h"

namespace sqsproof::properties {

/// Body of the message of that number: `u7`, or with `odd` > 0 an odd text that begins so. Of
/// characters that SQS takes (SQSAPI/SendMessage), at most 6 KB.
[[nodiscard]] std::string body_of(int number, int odd);
/// With a character that SQS refuses.
[[nodiscard]] std::string refused_body(int number);
/// The first `count` of: String, Number, Binary, a custom type.
[[nodiscard]] semantics::MessageAttributes attributes_of(int number, int count);

}  // namespace sqsproof::properties

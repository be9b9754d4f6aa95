// JSON as it mostly is, without escapes and mistakes, in one pass.
//
// Reading a policy's text is a good part of what a question costs. What this reader does not take
// is read by the general one (json.h), which says the same of all that both read, and knows what to
// say of the rest.
#pragma once

#include <optional>
#include <string_view>

#include "policy/support/json.h"

namespace sqsproof::policy {

/// nullopt when the text is not JSON, or has something in it for the general reader: a backslash, a
/// number (numbers keep their spelling), a scalar at the root, duplicate members, more than 64
/// members in an object, deeper nesting.
[[nodiscard]] std::optional<JsonValue> read_json_quickly(std::string_view text,
                                                         std::size_t depth_limit);

}  // namespace sqsproof::policy

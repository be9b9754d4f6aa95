// Policy variables in the text of a policy: `${key}`, `${key, 'default'}`, and `${*}`, `${?}`,
// `${$}` for the characters themselves. IAM/reference_policies_variables
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace sqsproof::policy {

/// A stretch of ordinary text, a character that was written as a variable, or a variable.
struct VariablePiece {
  enum class Kind { text, character, variable };
  Kind kind = Kind::text;
  std::string text;  ///< the text or character; the key of a variable, in lower case
  std::optional<std::string> default_value;
};

/// What is wrong with a text, and where in it.
struct VariableError {
  std::size_t offset = 0;
  std::string message;
};

[[nodiscard]] tl::expected<std::vector<VariablePiece>, VariableError> parse_variables(
    std::string_view text);

}  // namespace sqsproof::policy

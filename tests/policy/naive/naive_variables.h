// Policy variables by text substitution. IAM/reference_policies_variables
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/policy/naive/naive_request.h"

namespace sqsproof::tests::naive {

/// A piece of text, or a variable.
struct Piece {
  std::string text;  ///< of a variable: its key, or `*`, `?`, `$`
  bool variable = false;
  std::optional<std::string> otherwise;  ///< the default
};

/// nullopt when a variable is malformed.
[[nodiscard]] std::optional<std::vector<Piece>> pieces_of(const std::string& text);

struct Substituted {
  enum class State { text, no_value, undocumented };
  State state = State::text;
  std::string as_text;       ///< a value's wildcards are ordinary characters
  std::string as_wildcards;  ///< a value's wildcards act as such
};

/// `wildcards`: `*` and `?` written in the policy act as such.
[[nodiscard]] Substituted substitute(const std::string& text, const Asked& asked, bool wildcards);

}  // namespace sqsproof::tests::naive

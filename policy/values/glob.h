// Wildcards: `*` is any run of characters including none, `?` is one character, however many bytes
// UTF-8 writes it with; both cross every character, also `:` and `/`.
// IAM/reference_policies_elements_condition_operators
#pragma once

#include <string_view>

namespace sqsproof::policy {

/// In a pattern, these bytes stand for the characters `*` and `?` themselves. No policy text holds
/// them: the parser refuses control characters.
constexpr char kLiteralStar = '\x01';
constexpr char kLiteralQuestionMark = '\x02';

/// Compares whole strings. Time is at most proportional to the product of the sizes.
[[nodiscard]] bool glob_matches(std::string_view text, std::string_view pattern);
/// The same without regard to the case of ASCII letters.
[[nodiscard]] bool glob_matches_ignoring_case(std::string_view text, std::string_view pattern);

[[nodiscard]] inline bool has_wildcard(std::string_view text) {
  for (const char c : text) {
    if (c == '*' || c == '?') return true;
  }
  return false;
}

}  // namespace sqsproof::policy

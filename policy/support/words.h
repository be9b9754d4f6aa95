// Words as people type them: nearest spelling, ASCII case.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sqsproof::policy {

/// ASCII letters to lower case; other bytes are kept.
[[nodiscard]] constexpr char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
[[nodiscard]] std::string to_lower(std::string_view text);
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);

/// The words with the separator between them.
[[nodiscard]] std::string join(std::span<const std::string> words, std::string_view separator);

/// The candidate that `word` was probably meant to be: at most a third of it edited, case ignored.
[[nodiscard]] std::optional<std::string_view> nearest_word(
    std::string_view word, std::span<const std::string_view> candidates);

}  // namespace sqsproof::policy

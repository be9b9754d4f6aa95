// Texts that are made legal, where they should have been refused.
#pragma once

#include <algorithm>
#include <string>

namespace sqsproof::semantics {

/// With every character that `is_good` does not like replaced, and cut.
template <class IsGood>
void make_legal(std::string& text, std::size_t longest, char replacement, IsGood is_good) {
  for (char& c : text) {
    if (!is_good(c)) c = replacement;
  }
  text.resize(std::min(text.size(), longest));
}

[[nodiscard]] inline bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

}  // namespace sqsproof::semantics

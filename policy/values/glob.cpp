#include "policy/values/glob.h"

#include <cstddef>

#include "policy/support/words.h"

namespace sqsproof::policy {

namespace {

bool same(char pattern, char text) {
  return pattern == text || (pattern == kLiteralStar && text == '*') ||
         (pattern == kLiteralQuestionMark && text == '?');
}

bool same_ignoring_case(char pattern, char text) { return same(to_lower(pattern), to_lower(text)); }

/// A byte of a UTF-8 character behind its first.
bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::size_t behind_character(std::string_view text, std::size_t at) {
  do ++at;
  while (at < text.size() && continues(text[at]));
  return at;
}

/// Greedy with one point of return: a later `*` makes earlier ones irrelevant.
template <class Same>
bool matches(std::string_view text, std::string_view pattern, Same same) {
  std::size_t t = 0;
  std::size_t p = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_text = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_text = t;
    } else if (p < pattern.size() && pattern[p] == '?' && !continues(text[t])) {
      ++p;
      t = behind_character(text, t);
    } else if (p < pattern.size() && pattern[p] != '?' && same(pattern[p], text[t])) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++star_text;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace

bool glob_matches(std::string_view text, std::string_view pattern) {
  return matches(text, pattern, same);
}

bool glob_matches_ignoring_case(std::string_view text, std::string_view pattern) {
  return matches(text, pattern, same_ignoring_case);
}

}  // namespace sqsproof::policy

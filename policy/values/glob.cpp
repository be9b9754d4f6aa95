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
    } else if (p < pattern.size() && (pattern[p] == '?' || same(pattern[p], text[t]))) {
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

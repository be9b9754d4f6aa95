#include "policy/values/glob.h"

#include <cstddef>

namespace sqsproof::policy {

namespace {

bool same(char pattern, char text) {
  return pattern == text || (pattern == kLiteralStar && text == '*') ||
         (pattern == kLiteralQuestionMark && text == '?');
}

}  // namespace

// Greedy with one point of return: a later `*` makes earlier ones irrelevant.
bool glob_matches(std::string_view text, std::string_view pattern) {
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

}  // namespace sqsproof::policy

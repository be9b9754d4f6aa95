#include "tests/policy/naive/naive_words.h"

#include <algorithm>
#include <cctype>

namespace sqsproof::tests::naive {
namespace {

char low(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

std::size_t next_code_point(const std::string& text, std::size_t at) {
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  return at;
}

bool matches_from(const std::string& pattern, std::size_t p, const std::string& text, std::size_t t,
                  const Freedom& freedom) {
  if (p == pattern.size()) return t == text.size();
  const auto may_take = [&] {
    return t < text.size() && (!freedom.may_take || freedom.may_take(p, t));
  };
  if (pattern[p] == kStar) {
    if (matches_from(pattern, p + 1, text, t, freedom)) return true;
    return may_take() && matches_from(pattern, p, text, t + 1, freedom);
  }
  if (pattern[p] == kOne) {
    return may_take() && matches_from(pattern, p + 1, text, next_code_point(text, t), freedom);
  }
  if (t == text.size()) return false;
  const bool same =
      pattern[p] == text[t] || (t < freedom.no_case_before && low(pattern[p]) == low(text[t]));
  return same && matches_from(pattern, p + 1, text, t + 1, freedom);
}

}  // namespace

Tri tri(bool value) { return value ? Tri::t : Tri::f; }

Tri both(Tri a, Tri b) {
  if (a == Tri::f || b == Tri::f) return Tri::f;
  return a == Tri::t && b == Tri::t ? Tri::t : Tri::u;
}

Tri either(Tri a, Tri b) { return opposite(both(opposite(a), opposite(b))); }

Tri opposite(Tri a) {
  if (a == Tri::u) return Tri::u;
  return a == Tri::t ? Tri::f : Tri::t;
}

Tri readings(Tri a, Tri b) { return a == b ? a : Tri::u; }

std::string with_wildcards(std::string text) {
  std::replace(text.begin(), text.end(), '*', kStar);
  std::replace(text.begin(), text.end(), '?', kOne);
  return text;
}

bool has_wildcard(const std::string& pattern) {
  return pattern.find(kStar) != std::string::npos || pattern.find(kOne) != std::string::npos;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), low);
  return text;
}

std::vector<std::string> at_colons(const std::string& text, std::size_t most) {
  const std::size_t colon = text.find(':');
  if (most <= 1 || colon == std::string::npos) return {text};
  std::vector<std::string> pieces = {text.substr(0, colon)};
  for (auto& piece : at_colons(text.substr(colon + 1), most - 1)) pieces.push_back(piece);
  return pieces;
}

bool glob(const std::string& pattern, const std::string& text) { return glob(pattern, text, {}); }

bool glob(const std::string& pattern, const std::string& text, const Freedom& freedom) {
  return matches_from(pattern, 0, text, 0, freedom);
}

}  // namespace sqsproof::tests::naive

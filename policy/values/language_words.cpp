// Words of languages: membership, and the words that people like to read.
#include <algorithm>

#include "policy/values/language.h"

namespace sqsproof::policy {
namespace {

bool reads(const PatternItem& item, char c) {
  return item.bytes.test(static_cast<unsigned char>(c));
}

/// The states reachable without reading a byte: a starred item may be passed over.
void close(const LinearPattern& pattern, std::vector<bool>& states) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (states[i] && pattern[i].star) states[i + 1] = true;
  }
}

bool matches(const LinearPattern& pattern, std::string_view text) {
  std::vector<bool> states(pattern.size() + 1);
  states[0] = true;
  close(pattern, states);
  for (char c : text) {
    std::vector<bool> next(pattern.size() + 1);
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      if (!states[i] || !reads(pattern[i], c)) continue;
      next[pattern[i].star ? i : i + 1] = true;
    }
    close(pattern, next);
    states.swap(next);
  }
  return states.back();
}

}  // namespace

std::string_view bytes_by_readability() {
  static const std::string kOrder = [] {
    std::string order =
        "abcdefghijklmnopqrstuvwxyz1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ-_./:@=+,~!#%&()[]{};'<>|^ ";
    for (int byte = 0x20; byte < 0x7f; ++byte) {
      if (order.find(static_cast<char>(byte)) == std::string::npos) {
        order += static_cast<char>(byte);
      }
    }
    for (int byte = 0xff; byte >= 0; --byte) {
      if (order.find(static_cast<char>(byte)) == std::string::npos) {
        order += static_cast<char>(byte);
      }
    }
    return order;
  }();
  return kOrder;
}

std::string shortest_word(const LinearPattern& pattern) {
  std::string word;
  for (const PatternItem& item : pattern) {
    if (item.star) continue;
    for (char c : bytes_by_readability()) {
      if (!reads(item, c)) continue;
      word += c;
      break;
    }
  }
  return word;
}

bool contains(const Language& language, std::string_view text) {
  return std::any_of(language.alternatives.begin(), language.alternatives.end(),
                     [&](const LinearPattern& pattern) { return matches(pattern, text); });
}

}  // namespace sqsproof::policy

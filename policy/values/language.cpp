#include "policy/values/language.h"

#include <algorithm>
#include <set>

#include "policy/support/words.h"

namespace sqsproof::policy {
namespace {

constexpr int kFirstTextByte = 0x09;  // those below separate the parts of joint strings

Language single(LinearPattern pattern) { return {{std::move(pattern)}}; }

std::size_t index_of(char c) { return static_cast<unsigned char>(c); }

ByteSet either_case(char c) {
  ByteSet set;
  set.set(index_of(c));
  if (c >= 'a' && c <= 'z') set.set(index_of(static_cast<char>(c - 'a' + 'A')));
  if (c >= 'A' && c <= 'Z') set.set(index_of(static_cast<char>(c - 'A' + 'a')));
  return set;
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
      if (!states[i] || !pattern[i].bytes.test(index_of(c))) continue;
      next[pattern[i].star ? i : i + 1] = true;
    }
    close(pattern, next);
    states.swap(next);
  }
  return states.back();
}

}  // namespace

ByteSet any_byte() {
  ByteSet set;
  for (std::size_t i = kFirstTextByte; i < set.size(); ++i) set.set(i);
  return set;
}

ByteSet bytes_of(std::string_view characters) {
  ByteSet set;
  for (char c : characters) set.set(index_of(c));
  return set;
}

ByteSet without(ByteSet set, std::string_view characters) { return set & ~bytes_of(characters); }

Language empty_language() { return {}; }

Language exactly(std::string_view text) {
  LinearPattern pattern;
  for (char c : text) pattern.push_back({bytes_of({&c, 1}), false});
  return single(std::move(pattern));
}

Language exactly_ignoring_case(std::string_view text) {
  LinearPattern pattern;
  for (char c : text) pattern.push_back({either_case(c), false});
  return single(std::move(pattern));
}

Language one_of(const ByteSet& set) { return single({{set, false}}); }
Language many_of(const ByteSet& set) { return single({{set, true}}); }

Language repeated(const ByteSet& set, std::size_t times) {
  return single(LinearPattern(times, {set, false}));
}

// Along each prefix of a word: leave the words by another byte, or stop where no word ends.
Language none_of_words(const std::vector<std::string>& words) {
  std::set<std::string> lower;
  for (const std::string& word : words) lower.insert(to_lower(word));
  std::set<std::string> prefixes;
  for (const std::string& word : lower) {
    for (std::size_t i = 0; i <= word.size(); ++i) prefixes.insert(word.substr(0, i));
  }
  Language result;
  for (const std::string& prefix : prefixes) {
    ByteSet leaving = any_byte();
    for (const std::string& longer : prefixes) {
      if (longer.size() == prefix.size() + 1 && longer.starts_with(prefix)) {
        leaving &= ~either_case(longer.back());
      }
    }
    const Language here = exactly_ignoring_case(prefix);
    if (!lower.contains(prefix)) result = result | here;
    result = result | (here + one_of(leaving) + many_of(any_byte()));
  }
  return result;
}

Language glob(std::string_view pattern, const ByteSet& wild) {
  LinearPattern items;
  for (char c : pattern) {
    if (c == '*') {
      items.push_back({wild, true});
    } else {
      items.push_back({c == '?' ? wild : bytes_of({&c, 1}), false});
    }
  }
  return single(std::move(items));
}

Language operator|(Language a, const Language& b) {
  a.alternatives.insert(a.alternatives.end(), b.alternatives.begin(), b.alternatives.end());
  return a;
}

Language operator+(const Language& a, const Language& b) {
  Language result;
  for (const LinearPattern& left : a.alternatives) {
    for (const LinearPattern& right : b.alternatives) {
      LinearPattern joined = left;
      joined.insert(joined.end(), right.begin(), right.end());
      result.alternatives.push_back(std::move(joined));
    }
  }
  return result;
}

bool contains(const Language& language, std::string_view text) {
  return std::any_of(language.alternatives.begin(), language.alternatives.end(),
                     [&](const LinearPattern& pattern) { return matches(pattern, text); });
}

}  // namespace sqsproof::policy

#include "policy/values/language.h"

#include <algorithm>
#include <set>

#include "policy/support/words.h"
#include "policy/values/glob.h"

namespace sqsproof::policy {
namespace {

constexpr int kFirstTextByte = 0x09;  // those below separate the parts of joint strings

Language single(LinearPattern pattern) { return {{std::move(pattern)}}; }

std::size_t index_of(char c) { return static_cast<unsigned char>(c); }

/// The bytes of a UTF-8 character behind its first.
ByteSet continuation_bytes() {
  ByteSet set;
  for (std::size_t i = 0x80; i < 0xc0; ++i) set.set(i);
  return set;
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

ByteSet either_case(char c) {
  ByteSet set;
  set.set(index_of(c));
  if (c >= 'a' && c <= 'z') set.set(index_of(static_cast<char>(c - 'a' + 'A')));
  if (c >= 'A' && c <= 'Z') set.set(index_of(static_cast<char>(c - 'A' + 'a')));
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
  const ByteSet behind = wild & continuation_bytes();
  LinearPattern items;
  for (char c : pattern) {
    if (c == '*') {
      items.push_back({wild, true});
    } else if (c == '?') {
      items.push_back({wild & ~behind, false});
      if (behind.any()) items.push_back({behind, true});
    } else {
      const char plain = c == kLiteralStar ? '*' : c == kLiteralQuestionMark ? '?' : c;
      items.push_back({bytes_of({&plain, 1}), false});
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

Language without_empty_word(const Language& language) {
  Language result;
  for (const LinearPattern& pattern : language.alternatives) {
    if (std::any_of(pattern.begin(), pattern.end(), [](const auto& item) { return !item.star; })) {
      result.alternatives.push_back(pattern);
      continue;
    }
    // Some item stands for a byte: the first that does.
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      LinearPattern one(pattern.begin() + static_cast<std::ptrdiff_t>(i), pattern.end());
      one.insert(one.begin(), PatternItem{pattern[i].bytes, false});
      result.alternatives.push_back(std::move(one));
    }
  }
  return result;
}

Language within(const Language& language, const ByteSet& set) {
  Language result;
  for (const LinearPattern& pattern : language.alternatives) {
    LinearPattern kept;
    bool possible = true;
    for (const PatternItem& item : pattern) {
      const ByteSet bytes = item.bytes & set;
      if (bytes.none() && item.star) continue;
      possible = possible && bytes.any();
      kept.push_back({bytes, item.star});
    }
    if (possible) result.alternatives.push_back(std::move(kept));
  }
  return result;
}

std::vector<Halves> split_at_first(const Language& language, char separator, std::size_t longest) {
  const ByteSet split = bytes_of({&separator, 1});
  std::vector<Halves> result;
  for (const LinearPattern& pattern : language.alternatives) {
    LinearPattern before;
    std::size_t needed = 0;
    for (std::size_t i = 0; i < pattern.size() && needed <= longest; ++i) {
      const PatternItem& item = pattern[i];
      const PatternItem free_of_separator{item.bytes & ~split, item.star};
      if (item.star && free_of_separator.bytes.any()) before.push_back(free_of_separator);
      if ((item.bytes & split).any()) {
        // A starred item also reads what follows the separator.
        const auto rest = pattern.begin() + static_cast<std::ptrdiff_t>(item.star ? i : i + 1);
        result.push_back({single(before), single({rest, pattern.end()})});
      }
      if (item.star) continue;
      if (free_of_separator.bytes.none()) break;
      before.push_back(free_of_separator);
      ++needed;
    }
  }
  return result;
}

std::string canonical_text(const Language& language) {
  std::string text;
  for (const LinearPattern& pattern : language.alternatives) {
    for (const PatternItem& item : pattern) {
      text += item.star ? '*' : '.';
      text.append(reinterpret_cast<const char*>(&item.bytes), sizeof item.bytes);
    }
    text += '|';
  }
  return text;
}

}  // namespace sqsproof::policy

// Sets of strings that conditions speak of: unions of linear patterns.
//
// A linear pattern is a sequence of items; an item is a set of bytes that matches one byte, or,
// with `star`, any number of them. Globs, account ids, ARNs and lower/upper case are all of this
// form, and the form is closed under concatenation, which is what joins correlated keys into one
// string. It is not closed under complement: a negation stays a sign outside of the language.
#pragma once

#include <bitset>
#include <string>
#include <string_view>
#include <vector>

namespace sqsproof::policy {

using ByteSet = std::bitset<256>;

struct PatternItem {
  ByteSet bytes;
  bool star = false;
  friend bool operator==(const PatternItem&, const PatternItem&) = default;
};

using LinearPattern = std::vector<PatternItem>;

/// A union of linear patterns; an empty union is the empty set.
struct Language {
  std::vector<LinearPattern> alternatives;
  friend bool operator==(const Language&, const Language&) = default;
};

[[nodiscard]] ByteSet any_byte();  ///< every byte but the separators of joint strings, 0x00..0x08
[[nodiscard]] ByteSet bytes_of(std::string_view characters);
[[nodiscard]] ByteSet either_case(char c);  ///< with the other case of an ASCII letter
[[nodiscard]] ByteSet without(ByteSet set, std::string_view characters);

[[nodiscard]] Language empty_language();
[[nodiscard]] Language exactly(std::string_view text);
[[nodiscard]] Language exactly_ignoring_case(std::string_view text);  ///< ASCII letters
[[nodiscard]] Language one_of(const ByteSet& set);                    ///< exactly one byte
[[nodiscard]] Language many_of(const ByteSet& set);                   ///< any number, also none
[[nodiscard]] Language repeated(const ByteSet& set, std::size_t times);
/// Every string but the given words, which are compared without regard to ASCII case.
[[nodiscard]] Language none_of_words(const std::vector<std::string>& words);
/// `*` and `?` as in StringLike: any run of bytes of `wild`, one UTF-8 character of such bytes.
[[nodiscard]] Language glob(std::string_view pattern, const ByteSet& wild);

[[nodiscard]] Language operator|(Language a, const Language& b);
/// Concatenation; the number of alternatives multiplies.
[[nodiscard]] Language operator+(const Language& a, const Language& b);

/// The words of the language that are made of bytes of `set` alone.
[[nodiscard]] Language within(const Language& language, const ByteSet& set);
/// All words of the language but the empty one.
[[nodiscard]] Language without_empty_word(const Language& language);

/// The words `u separator v` of a language, `u` free of the separator, as their two halves.
struct Halves {
  Language before;
  Language after;
};
/// Halves whose `before` needs more than `longest` bytes are left out. One pair for each place
/// where the first separator can fall; the language is the union of the pairs' concatenations.
[[nodiscard]] std::vector<Halves> split_at_first(const Language& language, char separator,
                                                 std::size_t longest);

/// A text that says the same for equal languages with alternatives in the same order.
[[nodiscard]] std::string canonical_text(const Language& language);
/// The shortest word of a pattern; free places are filled with the most ordinary byte.
[[nodiscard]] std::string shortest_word(const LinearPattern& pattern);
/// Letters first, then digits, punctuation, the rest: which byte a reader likes best in a word.
[[nodiscard]] std::string_view bytes_by_readability();

/// Membership, by direct simulation; the slow and plain definition.
[[nodiscard]] bool contains(const Language& language, std::string_view text);

}  // namespace sqsproof::policy

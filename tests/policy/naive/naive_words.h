// The naive definition's alphabet: three values, and texts with wildcards in them.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace sqsproof::tests::naive {

enum class Tri { f, u, t };

[[nodiscard]] Tri tri(bool value);
[[nodiscard]] Tri both(Tri a, Tri b);
[[nodiscard]] Tri either(Tri a, Tri b);
[[nodiscard]] Tri opposite(Tri a);
/// One construct, two readings: certain only where they agree.
[[nodiscard]] Tri readings(Tri a, Tri b);

/// Inside a pattern the wildcards are these characters, so that `*` can also be itself.
constexpr char kStar = '\x01';
constexpr char kOne = '\x02';

/// `*` and `?` become wildcards.
[[nodiscard]] std::string with_wildcards(std::string text);
[[nodiscard]] bool has_wildcard(const std::string& pattern);

[[nodiscard]] std::string lower(std::string text);
/// At most `most` pieces; the last keeps its further colons.
[[nodiscard]] std::vector<std::string> at_colons(const std::string& text, std::size_t most);

/// The whole text matches. A `?` takes one code point.
[[nodiscard]] bool glob(const std::string& pattern, const std::string& text);

/// How freely a pattern is read.
struct Freedom {
  /// May the pattern's character at the first index take the text's character at the second?
  std::function<bool(std::size_t, std::size_t)> may_take;
  /// Letters before this index of the text compare without regard to case.
  std::size_t no_case_before = 0;
};
[[nodiscard]] bool glob(const std::string& pattern, const std::string& text,
                        const Freedom& freedom);

}  // namespace sqsproof::tests::naive

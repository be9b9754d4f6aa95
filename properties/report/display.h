// Text from an input on a terminal: what is shown for each character, and how wide that is.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sqsproof::properties {

/// One character of a text, as it is shown.
struct Glyph {
  std::size_t bytes = 1;  ///< that it takes in the text
  std::string shown;
  std::size_t columns = 1;  ///< that it takes on a terminal: 0 for accents, 2 for wide characters
};

/// The character that begins at `at`. A tab is shown as spaces; control characters, characters that
/// turn the direction of writing, and bytes that are no UTF-8 are shown as `?`, so that an input
/// cannot act on the terminal or look like another one.
[[nodiscard]] Glyph glyph_at(std::string_view text, std::size_t at);

/// Where the character before `at` begins; `at` is greater than 0.
[[nodiscard]] std::size_t before(std::string_view text, std::size_t at);

/// The whole text as it is shown, a tab as one space.
[[nodiscard]] std::string printable(std::string_view text);

/// The same, cut behind about `most` bytes, with `…` for what is left out.
[[nodiscard]] std::string printable(std::string_view text, std::size_t most);

}  // namespace sqsproof::properties

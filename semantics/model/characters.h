// The characters that a message may be made of. Texts are valid UTF-8; others are read as they come
// and never beyond their end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sqsproof::semantics {

/// The code point that begins at `at`, which moves behind it.
[[nodiscard]] std::uint32_t next_code_point(std::string_view text, std::size_t& at);
/// The first character that XML 1.0 cannot carry. SQSAPI/SendMessage
[[nodiscard]] std::optional<std::uint32_t> find_illegal_character(std::string_view text);

/// The end of what SQS says about such a character.
constexpr std::string_view kAllowedCharacters =
    "the set of allowed characters is #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | "
    "[#x10000-#x10FFFF].";

}  // namespace sqsproof::semantics

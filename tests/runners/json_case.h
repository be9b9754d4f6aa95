// What all case files have in common: `why`, `reference`, known fields only; and, where it shows
// one, the ids of the language rules in `rules`.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "policy/support/json.h"

namespace sqsproof::tests {

/// The file's object; nullopt (and a test failure) when it cannot be read, lacks `why` or
/// `reference`, or has a field that is neither one of these nor among `fields`.
[[nodiscard]] std::optional<policy::JsonValue> read_case(
    const std::filesystem::path& file, std::initializer_list<std::string_view> fields);

/// The text of a string member; empty and a test failure when it is missing or no string.
[[nodiscard]] std::string text_of(const policy::JsonValue& object, std::string_view name);

/// The member's own JSON text, as it stands in the file.
[[nodiscard]] policy::Source source_of(const std::filesystem::path& file);

}  // namespace sqsproof::tests

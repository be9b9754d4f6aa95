// Which condition keys the policy variables of a text speak of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/document/document.h"

namespace sqsproof::policy {

/// Keys in lower case, each once, in the order of the texts; of texts with variables only.
[[nodiscard]] std::vector<std::string> variable_keys(const std::vector<Text>& texts);

[[nodiscard]] std::vector<std::string> texts_with_variables(const std::vector<Text>& texts);

/// The same text with `${key}` where it has `${key, 'default'}`.
[[nodiscard]] std::string without_defaults(std::string_view text);

/// A pattern with `*` for each variable; `wildcards`: whether those of the text are wildcards.
[[nodiscard]] std::string with_star_for_variables(std::string_view text, bool wildcards);

/// For a text with one variable: the value that the variable would need for the text to become
/// `wanted`; a guess where the text has wildcards. nullopt when there is none.
[[nodiscard]] std::optional<std::string> value_to_become(std::string_view text,
                                                         std::string_view wanted);

}  // namespace sqsproof::policy

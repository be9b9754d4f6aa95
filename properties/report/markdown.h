// What Markdown needs to show text as it is.
#pragma once

#include <string>
#include <string_view>

namespace sqsproof::properties {

/// Inside of a table's cell; of an endpoint's words, nothing but the words.
[[nodiscard]] std::string markdown_cell(std::string_view text);

}  // namespace sqsproof::properties

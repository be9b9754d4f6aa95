// Long sentences and long lists for people: in lines of about a hundred columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sqsproof::properties {

/// Broken at spaces. `first` stands before the first line, as many spaces before the others.
[[nodiscard]] std::string wrapped(std::string_view first, std::string_view text);

/// Ids by family, each family on lines of its own: `    dead-letter: arrives, frees-group`.
[[nodiscard]] std::string by_family(const std::vector<std::string_view>& ids);

}  // namespace sqsproof::properties

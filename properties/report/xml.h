// Text inside XML.
#pragma once

#include <string>
#include <string_view>

namespace sqsproof::properties {

/// As content or as the value of an attribute; characters that XML does not have become `?`.
[[nodiscard]] std::string xml_text(std::string_view text);

}  // namespace sqsproof::properties

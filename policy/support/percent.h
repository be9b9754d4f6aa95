// Percent-encoding: bytes that an address may not hold, as `%` and two hexadecimal digits. RFC 3986
#pragma once

#include <string>
#include <string_view>

namespace sqsproof::policy {

/// Letters, digits, `-`, `_`, `.`, `~` and those in `kept` stay; every other byte is encoded.
[[nodiscard]] std::string percent_encoded(std::string_view text, std::string_view kept = {});

}  // namespace sqsproof::policy

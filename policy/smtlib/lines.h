// Addresses, instants and numbers: what a policy value cuts out of them.
#pragma once

#include <optional>
#include <string_view>

#include "policy/smtlib/requests.h"

namespace sqsproof::policy::smtlib {

/// Declares an address that is present under `present`, and not in any of the ranges.
void declare_address(Script& script, std::string_view name, KeyTerms& key);
[[nodiscard]] Term is_public(const KeyTerms& address);
/// Not one of IPv6 that stands for one of IPv4.
[[nodiscard]] Term is_plain(const KeyTerms& address);

/// Whether a policy value matches a value that is no text.
[[nodiscard]] Claim in_address_range(const KeyTerms& address, std::string_view range);
/// Of an instant or of seconds since 1970.
[[nodiscard]] Claim compared_as_date(const KeyTerms& key, std::string_view op,
                                     std::string_view value);
/// Of seconds since 1970 or a count.
[[nodiscard]] Claim compared_as_number(Script& script, const KeyTerms& key, std::string_view op,
                                       std::string_view value);

}  // namespace sqsproof::policy::smtlib

// IP addresses and ranges of both families.
// IAM/reference_policies_elements_condition_operators (IP address condition operators)
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sqsproof::policy {

struct IpAddress {
  bool v6 = false;
  std::array<std::uint8_t, 16> bytes{};  ///< the first four for IPv4
};
/// Dotted decimal, or the text forms of RFC 4291; nullopt for anything else.
[[nodiscard]] std::optional<IpAddress> parse_ip(std::string_view text);

struct IpRange {
  IpAddress address;
  int prefix_bits = 0;       ///< 0..32 or 0..128
  bool prefix_given = true;  ///< false for an address alone
};
/// `203.0.113.0/24`, `2001:db8::/32`, or an address alone (every bit of it).
[[nodiscard]] std::optional<IpRange> parse_ip_range(std::string_view text);

/// The first `prefix_bits` bits agree; host bits beyond them do not matter; families differ, no.
[[nodiscard]] bool in_range(const IpAddress& address, const IpAddress& network, int prefix_bits);

/// `::ffff:a.b.c.d`: nobody documents which family's ranges it falls into.
[[nodiscard]] bool is_mapped_v4(const IpAddress& address);

}  // namespace sqsproof::policy

// IP address operators. IAM/reference_policies_elements_condition_operators
//
// Unknown, because not documented: ranges and addresses that are malformed, IPv4-mapped IPv6
// addresses, and an IPv6 address alone, which by the text has the prefix /32 like an IPv4 address
// and by common sense means itself: certain only where both readings agree.
#include "policy/values/ip.h"

#include "policy/operators/families.h"

namespace sqsproof::policy {
namespace {

constexpr std::string_view kReference =
    "IAM/reference_policies_elements_condition_operators#Conditions_IPAddress";

Truth within(std::string_view value, std::string_view pattern) {
  const auto address = parse_ip(value);
  const auto range = parse_ip_range(pattern);
  if (!address || !range || is_mapped_v4(*address) || is_mapped_v4(range->address)) {
    return Truth::unknown;
  }
  const Truth exact = truth(in_range(*address, range->address, range->prefix_bits));
  if (!range->address.v6 || range->prefix_given) return exact;
  constexpr int kDefaultPrefixBits = 32;  // said of both families
  return both_readings(exact, truth(in_range(*address, range->address, kDefaultPrefixBits)));
}

constexpr Operator kRows[] = {
    {"IpAddress", ValueKind::ip, Polarity::positive, within, nullptr, nullptr, kReference},
    {"NotIpAddress", ValueKind::ip, Polarity::negated, within, nullptr, nullptr, kReference},
};

}  // namespace

std::span<const Operator> ip_operators() { return kRows; }

}  // namespace sqsproof::policy

// IP addresses, both families one after the other.
#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <optional>

#include "policy/symbolic/lines.h"
#include "policy/values/ip.h"

namespace sqsproof::policy {
namespace {

/// Never seen as aws:SourceIp.
constexpr std::array<std::string_view, 11> kNotPublic = {
    "0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8",   "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16",
    "::/128",    "::1/128",    "::ffff:0:0/96", "fc00::/7",       "fe80::/10"};

std::size_t size_of(const IpAddress& address) { return address.v6 ? 16 : 4; }

std::string text_of(const IpAddress& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(address.v6 ? AF_INET6 : AF_INET, address.bytes.data(), text.data(), text.size());
  return text.data();
}

/// The address one further or one back; nullopt at the end of the family.
std::optional<IpAddress> neighbour(IpAddress address, bool next) {
  for (std::size_t i = size_of(address); i-- > 0;) {
    const std::uint8_t wraps_at = next ? 0xff : 0;
    const bool wraps = address.bytes[i] == wraps_at;
    address.bytes[i] = static_cast<std::uint8_t>(address.bytes[i] + (next ? 1 : -1));
    if (!wraps) return address;
  }
  return std::nullopt;
}

/// The first or the last address of a range.
IpAddress end_of(const IpAddress& network, int prefix_bits, bool last) {
  IpAddress end = network;
  for (std::size_t i = 0; i < size_of(network); ++i) {
    const int kept = std::clamp(prefix_bits - static_cast<int>(i) * 8, 0, 8);
    const auto host = static_cast<std::uint8_t>(0xff >> kept);
    end.bytes[i] = static_cast<std::uint8_t>(last ? end.bytes[i] | host : end.bytes[i] & ~host);
  }
  return end;
}

void add_range(const IpAddress& network, int prefix_bits, std::vector<std::string>& points) {
  const IpAddress first = end_of(network, prefix_bits, false);
  const IpAddress last = end_of(network, prefix_bits, true);
  // The second address of a network reads better than the first.
  for (const auto& point : {neighbour(first, true), std::optional(first), neighbour(last, true),
                            std::optional(last), neighbour(first, false)}) {
    if (point) points.push_back(text_of(*point));
  }
}

const std::vector<IpRange>& ranges_not_public() {
  static const std::vector<IpRange> kRanges = [] {
    std::vector<IpRange> ranges;
    for (std::string_view text : kNotPublic) ranges.push_back(*parse_ip_range(text));
    return ranges;
  }();
  return kRanges;
}

}  // namespace

bool is_address(std::string_view point) {
  const auto address = parse_ip(point);
  return address && !is_mapped_v4(*address);
}

bool is_v4_address(std::string_view point) {
  const auto address = parse_ip(point);
  return address && !address->v6;
}

bool is_public_address(std::string_view point) {
  const auto address = parse_ip(point);
  if (!address) return false;
  return std::none_of(
      ranges_not_public().begin(), ranges_not_public().end(),
      [&](const IpRange& range) { return in_range(*address, range.address, range.prefix_bits); });
}

std::vector<std::string> address_points() {
  return {"10.0.0.7", "203.0.113.7", "0.0.0.0", "2001:db8::7", "::"};
}

std::vector<std::string> public_address_points() {
  static const std::vector<std::string> kPoints = [] {
    std::vector<std::string> points = {"203.0.113.7", "2001:db8::7"};
    for (const IpRange& range : ranges_not_public()) {
      add_range(range.address, range.prefix_bits, points);
    }
    return points;
  }();
  return kPoints;
}

std::vector<std::string> address_points_at(std::string_view policy_value) {
  std::vector<std::string> points;
  const auto range = parse_ip_range(policy_value);
  if (!range) return points;
  add_range(range->address, range->prefix_bits, points);
  constexpr int kDefaultPrefixBits = 32;  // the other reading of an IPv6 address alone
  if (!range->prefix_given) add_range(range->address, kDefaultPrefixBits, points);
  return points;
}

}  // namespace sqsproof::policy

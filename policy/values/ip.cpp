#include "policy/values/ip.h"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <string>

namespace sqsproof::policy {

std::optional<IpAddress> parse_ip(std::string_view text) {
  constexpr std::size_t kLongest = INET6_ADDRSTRLEN;
  if (text.size() >= kLongest || text.find('\0') != std::string_view::npos) return std::nullopt;
  const std::string copy(text);
  IpAddress address;
  address.v6 = text.find(':') != std::string_view::npos;
  const int family = address.v6 ? AF_INET6 : AF_INET;
  if (inet_pton(family, copy.c_str(), address.bytes.data()) != 1) return std::nullopt;
  return address;
}

std::optional<IpRange> parse_ip_range(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto address = parse_ip(text.substr(0, slash));
  if (!address) return std::nullopt;
  const int all_bits = address->v6 ? 128 : 32;
  if (slash == std::string_view::npos) return IpRange{*address, all_bits, false};
  const std::string_view digits = text.substr(slash + 1);
  int bits = -1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  if (!whole || bits < 0 || bits > all_bits) return std::nullopt;
  return IpRange{*address, bits, true};
}

bool in_range(const IpAddress& address, const IpAddress& network, int prefix_bits) {
  if (address.v6 != network.v6) return false;
  const auto whole = static_cast<std::size_t>(prefix_bits / 8);
  const auto same = std::mismatch(address.bytes.begin(),
                                  address.bytes.begin() + static_cast<std::ptrdiff_t>(whole),
                                  network.bytes.begin());
  if (same.first != address.bytes.begin() + static_cast<std::ptrdiff_t>(whole)) return false;
  const int rest = prefix_bits % 8;
  if (rest == 0) return true;
  const auto mask = static_cast<std::uint8_t>(0xff << (8 - rest));
  return ((address.bytes[whole] ^ network.bytes[whole]) & mask) == 0;
}

bool is_mapped_v4(const IpAddress& address) {
  const auto& b = address.bytes;
  return address.v6 && std::all_of(b.begin(), b.begin() + 10, [](auto x) { return x == 0; }) &&
         b[10] == 0xff && b[11] == 0xff;
}

}  // namespace sqsproof::policy

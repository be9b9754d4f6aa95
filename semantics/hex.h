// Numbers in lower-case hex, written in place: every message that is sent has a dozen of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sqsproof::semantics {

/// The lowest `digits` digits of a number, with leading zeros, to `to`; what is behind them.
inline char* write_hex(std::uint64_t number, std::size_t digits, char* to) {
  constexpr std::string_view kHex = "0123456789abcdef";
  for (std::size_t i = digits; i-- > 0; number >>= 4) to[i] = kHex[number & 15];
  return to + digits;
}

}  // namespace sqsproof::semantics

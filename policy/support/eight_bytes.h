// Looking at eight bytes of a text at once, for readers and writers of JSON: whether it may stand
// as it is, between quotes.
#pragma once

#include <cstdint>
#include <cstring>

namespace sqsproof::policy {

constexpr std::uint64_t kEachByte = 0x0101010101010101;
constexpr std::uint64_t kTopBits = 0x80 * kEachByte;

/// In the order of the machine.
inline std::uint64_t eight_at(const char* text) {
  std::uint64_t eight = 0;
  std::memcpy(&eight, text, sizeof eight);
  return eight;
}

/// The top bit of bytes below `limit` (128 at most), and perhaps of some above the lowest such
/// byte; none where there is no such byte.
constexpr std::uint64_t bytes_below(std::uint64_t eight, std::uint64_t limit) {
  return (eight - limit * kEachByte) & ~eight & kTopBits;
}

/// The same of what does not stand as it is in a JSON string: a quote, a backslash, a control
/// character. RFC 8259, section 7
constexpr std::uint64_t escaped_bytes(std::uint64_t eight) {
  return bytes_below(eight, ' ') | bytes_below(eight ^ ('"' * kEachByte), 1) |
         bytes_below(eight ^ ('\\' * kEachByte), 1);
}

}  // namespace sqsproof::policy

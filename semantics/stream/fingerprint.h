// Texts as numbers of 64 bits.
#pragma once

#include <functional>
#include <string_view>

#include "semantics/stream/call.h"

namespace sqsproof::semantics::stream {

/// Never 0. The same within one run of the program only.
[[nodiscard]] inline Fingerprint fingerprint_of(std::string_view text) {
  return std::hash<std::string_view>{}(text) | 1U;
}
/// One of two; never 0.
[[nodiscard]] constexpr Fingerprint mix(Fingerprint x, Fingerprint y) {
  x ^= y + 0x9e3779b97f4a7c15ULL + (x << 6U) + (x >> 2U);
  x *= 0xff51afd7ed558ccdULL;
  return (x ^ (x >> 32U)) | 1U;
}

}  // namespace sqsproof::semantics::stream

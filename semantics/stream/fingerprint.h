// Texts as numbers of 64 bits.
#pragma once

#include <bit>
#include <functional>
#include <string_view>

#include "semantics/stream/call.h"

namespace sqsproof::semantics::stream {

/// Never 0. The same within one run of the program only.
[[nodiscard]] inline Fingerprint fingerprint_of(std::string_view text) {
  return std::hash<std::string_view>{}(text) | 1U;
}
/// One of two; never 0. The finalizer of MurmurHash3 (public domain): one to one for either
/// argument but for the last bit.
[[nodiscard]] constexpr Fingerprint mix(Fingerprint x, Fingerprint y) {
  x ^= std::rotl(y * 0x9e3779b97f4a7c15ULL, 31);
  x ^= x >> 33U;
  x *= 0xff51afd7ed558ccdULL;
  x ^= x >> 33U;
  x *= 0xc4ceb9fe1a85ec53ULL;
  return (x ^ (x >> 33U)) | 1U;
}

/// A sequence number of a queue.
[[nodiscard]] constexpr Fingerprint number_of(SequenceNumber number, std::uint32_t queue) {
  const auto high = static_cast<Fingerprint>(number >> 64U);
  return mix(mix(static_cast<Fingerprint>(number), high), ~Fingerprint{queue});
}

}  // namespace sqsproof::semantics::stream

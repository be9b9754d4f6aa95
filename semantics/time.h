// Time as a value. No clock is read in this folder: every instant comes in as an argument.
#pragma once

#include <cstdint>

namespace sqsproof::semantics {

/// Microseconds since an epoch that the clock chooses (the Unix epoch for endpoints).
using Instant_us = std::int64_t;
/// Microseconds.
using Duration_us = std::int64_t;

constexpr Duration_us kMillisecond_us = 1'000;
constexpr Duration_us kSecond_us = 1'000'000;

[[nodiscard]] constexpr Duration_us seconds(std::int64_t count) { return count * kSecond_us; }

}  // namespace sqsproof::semantics

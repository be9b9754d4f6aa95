// Kleene's three-valued logic: how a test on a request comes out.
//
// `unknown` means that AWS does not document the outcome, or documents two; it is kept through
// every combination and never rounded, because a negation would round it the wrong way.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace sqsproof::policy {

enum class Truth : std::uint8_t { no, unknown, yes };

[[nodiscard]] constexpr Truth truth(bool value) { return value ? Truth::yes : Truth::no; }
[[nodiscard]] constexpr Truth all_of(Truth a, Truth b) { return std::min(a, b); }
[[nodiscard]] constexpr Truth any_of(Truth a, Truth b) { return std::max(a, b); }
[[nodiscard]] constexpr Truth negate(Truth value) {
  return static_cast<Truth>(2 - static_cast<int>(value));
}
/// Two readings of one construct: certain only where both agree.
[[nodiscard]] constexpr Truth both_readings(Truth a, Truth b) {
  return a == b ? a : Truth::unknown;
}

[[nodiscard]] constexpr std::string_view name_of(Truth value) {
  constexpr std::string_view names[] = {"false", "unknown", "true"};
  return names[static_cast<int>(value)];
}

}  // namespace sqsproof::policy

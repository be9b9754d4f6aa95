// Points in time as policies write them: the W3C profile of ISO 8601, or seconds since 1970.
// IAM/reference_policies_elements_condition_operators (date condition operators)
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sqsproof::policy {

struct Instant {
  std::int64_t seconds = 0;  ///< since 1970-01-01T00:00:00Z
  std::int32_t nanoseconds = 0;
  friend auto operator<=>(const Instant&, const Instant&) = default;
};

/// `2026`, `2026-11`, `2026-11-21` (their beginning, in UTC), `2026-11-21T10:30Z`,
/// `…T10:30:00.5+01:00`; other digits are seconds since 1970. nullopt for anything else: a time of
/// day needs its offset, and four digits are a year.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

}  // namespace sqsproof::policy

// Decimal numbers of any size, compared exactly: what the Numeric operators compare.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace sqsproof::policy {

/// 0.digits times ten to the power `exponent`; zero has no digits.
struct Decimal {
  bool negative = false;
  std::string digits;  ///< without leading and trailing zeros
  long exponent = 0;
};

/// `-12`, `+0.5`, `1e3`. nullopt for anything else, and for exponents beyond a million.
[[nodiscard]] std::optional<Decimal> parse_decimal(std::string_view text);

[[nodiscard]] std::strong_ordering compare(const Decimal& a, const Decimal& b);

}  // namespace sqsproof::policy

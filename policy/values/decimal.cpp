#include "policy/values/decimal.h"

#include <charconv>

namespace sqsproof::policy {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr long kLargestExponent = 1'000'000;

std::string_view take_digits(std::string_view& text) {
  const std::size_t end = std::min(text.find_first_not_of(kDigits), text.size());
  const std::string_view digits = text.substr(0, end);
  text.remove_prefix(end);
  return digits;
}

/// `e`, sign, digits, to the end of the text; nullopt when it is malformed or too large.
std::optional<long> take_exponent(std::string_view text) {
  if (text.empty()) return 0;
  if (text[0] != 'e' && text[0] != 'E') return std::nullopt;
  text.remove_prefix(1);
  if (text.starts_with('+')) text.remove_prefix(1);
  long exponent = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (!whole || exponent > kLargestExponent || exponent < -kLargestExponent) return std::nullopt;
  return exponent;
}

/// 0.d1d2… with d1 not zero and no zero at the end.
Decimal normalized(bool negative, std::string digits, long exponent) {
  const std::size_t first = digits.find_first_not_of('0');
  if (first == std::string::npos) return {};
  digits.erase(0, first);
  exponent -= static_cast<long>(first);
  digits.erase(digits.find_last_not_of('0') + 1);
  return {negative, std::move(digits), exponent};
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const std::string_view whole = take_digits(text);
  std::string_view fraction;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    fraction = take_digits(text);
    if (fraction.empty()) return std::nullopt;
  }
  const auto exponent = take_exponent(text);
  if (whole.empty() || !exponent) return std::nullopt;
  return normalized(negative, std::string(whole) + std::string(fraction),
                    static_cast<long>(whole.size()) + *exponent);
}

std::strong_ordering compare(const Decimal& a, const Decimal& b) {
  const auto sign = [](const Decimal& d) { return d.digits.empty() ? 0 : d.negative ? -1 : 1; };
  if (sign(a) != sign(b)) return sign(a) <=> sign(b);
  const auto size =
      a.exponent != b.exponent && sign(a) != 0 ? a.exponent <=> b.exponent : a.digits <=> b.digits;
  return a.negative ? 0 <=> size : size;
}

}  // namespace sqsproof::policy

// Numeric operators: integers and decimals, compared exactly. A policy value or a request value
// that is no number is not documented. IAM/reference_policies_elements_condition_operators
#include "policy/operators/families.h"
#include "policy/values/decimal.h"

namespace sqsproof::policy {
namespace {

constexpr std::string_view kReference =
    "IAM/reference_policies_elements_condition_operators#Conditions_Numeric";

template <class Relation>
Truth compared(std::string_view value, std::string_view pattern, Relation relation) {
  const auto left = parse_decimal(value);
  const auto right = parse_decimal(pattern);
  if (!left || !right) return Truth::unknown;
  return truth(relation(compare(*left, *right)));
}

Truth equal(std::string_view value, std::string_view pattern) {
  return compared(value, pattern, [](auto order) { return order == 0; });
}
Truth less(std::string_view value, std::string_view pattern) {
  return compared(value, pattern, [](auto order) { return order < 0; });
}
Truth less_or_equal(std::string_view value, std::string_view pattern) {
  return compared(value, pattern, [](auto order) { return order <= 0; });
}
Truth greater(std::string_view value, std::string_view pattern) {
  return compared(value, pattern, [](auto order) { return order > 0; });
}
Truth greater_or_equal(std::string_view value, std::string_view pattern) {
  return compared(value, pattern, [](auto order) { return order >= 0; });
}

constexpr Operator row(std::string_view name, Polarity polarity,
                       Truth (*matches)(std::string_view, std::string_view)) {
  return {name, ValueKind::number, polarity, matches, nullptr, nullptr, kReference};
}

constexpr Operator kRows[] = {
    row("NumericEquals", Polarity::positive, equal),
    row("NumericNotEquals", Polarity::negated, equal),
    row("NumericLessThan", Polarity::positive, less),
    row("NumericLessThanEquals", Polarity::positive, less_or_equal),
    row("NumericGreaterThan", Polarity::positive, greater),
    row("NumericGreaterThanEquals", Polarity::positive, greater_or_equal),
};

}  // namespace

std::span<const Operator> numeric_operators() { return kRows; }

}  // namespace sqsproof::policy

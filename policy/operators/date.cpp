// Date operators: instants, whatever their spelling. A value that is no date is not documented.
// IAM/reference_policies_elements_condition_operators
#include "policy/operators/families.h"
#include "policy/values/instant.h"

namespace sqsproof::policy {
namespace {

constexpr std::string_view kReference =
    "IAM/reference_policies_elements_condition_operators#Conditions_Date";

template <class Relation>
Truth compared(std::string_view value, std::string_view pattern, Relation relation) {
  const auto left = parse_instant(value);
  const auto right = parse_instant(pattern);
  if (!left || !right) return Truth::unknown;
  return truth(relation(*left <=> *right));
}

Truth equal(std::string_view value, std::string_view pattern) {
  return compared(value, pattern, [](auto order) { return order == 0; });
}
Truth before(std::string_view value, std::string_view pattern) {
  return compared(value, pattern, [](auto order) { return order < 0; });
}
Truth not_after(std::string_view value, std::string_view pattern) {
  return compared(value, pattern, [](auto order) { return order <= 0; });
}
Truth after(std::string_view value, std::string_view pattern) {
  return compared(value, pattern, [](auto order) { return order > 0; });
}
Truth not_before(std::string_view value, std::string_view pattern) {
  return compared(value, pattern, [](auto order) { return order >= 0; });
}

constexpr Operator row(std::string_view name, Polarity polarity,
                       Truth (*matches)(std::string_view, std::string_view)) {
  return {name, ValueKind::date, polarity, matches, nullptr, nullptr, kReference};
}

constexpr Operator kRows[] = {
    row("DateEquals", Polarity::positive, equal),
    row("DateNotEquals", Polarity::negated, equal),
    row("DateLessThan", Polarity::positive, before),
    row("DateLessThanEquals", Polarity::positive, not_after),
    row("DateGreaterThan", Polarity::positive, after),
    row("DateGreaterThanEquals", Polarity::positive, not_before),
};

}  // namespace

std::span<const Operator> date_operators() { return kRows; }

}  // namespace sqsproof::policy

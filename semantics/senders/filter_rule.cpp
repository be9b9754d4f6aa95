#include "semantics/senders/filter_rule.h"

#include <algorithm>

#include "policy/support/words.h"

namespace sqsproof::semantics {
namespace {

using Kind = FilterValue::Kind;

bool is_text(const FilterValue& value) { return value.kind == Kind::text; }

bool same(const FilterValue& a, const FilterValue& b) {
  if (a.kind != b.kind) return false;
  if (a.kind != Kind::number) return a.text == b.text;
  const auto x = policy::parse_decimal(a.text);
  const auto y = policy::parse_decimal(b.text);
  return x && y && compare(*x, *y) == std::strong_ordering::equal;
}

bool holds(const filter::Bound& bound, const policy::Decimal& number) {
  const auto order = compare(number, bound.number);
  if (bound.comparison == "=") return order == 0;
  if (bound.comparison == "<") return order < 0;
  if (bound.comparison == "<=") return order <= 0;
  return bound.comparison == ">" ? order > 0 : order >= 0;
}

bool match(const filter::Equals& rule, const FilterValue& value) { return same(rule.value, value); }

bool match(const filter::Prefix& rule, const FilterValue& value) {
  return is_text(value) && value.text.starts_with(rule.text);
}

bool match(const filter::Suffix& rule, const FilterValue& value) {
  return is_text(value) && value.text.ends_with(rule.text);
}

bool match(const filter::EqualsIgnoringCase& rule, const FilterValue& value) {
  return is_text(value) && policy::equal_ignoring_case(rule.text, value.text);
}

/// A value that is null has nothing that it could be other than.
bool match(const filter::AnythingBut& rule, const FilterValue& value) {
  return value.kind != Kind::null &&
         std::none_of(rule.values.begin(), rule.values.end(),
                      [&](const FilterValue& other) { return same(other, value); });
}

bool match(const filter::AnythingButPrefix& rule, const FilterValue& value) {
  return is_text(value) && !value.text.starts_with(rule.text);
}

bool match(const filter::Numeric& rule, const FilterValue& value) {
  if (value.kind != Kind::number) return false;
  const auto number = policy::parse_decimal(value.text);
  return number && std::all_of(rule.bounds.begin(), rule.bounds.end(),
                               [&](const filter::Bound& bound) { return holds(bound, *number); });
}

bool match(const filter::InRange& rule, const FilterValue& value) {
  const auto address = is_text(value) ? policy::parse_ip(value.text) : std::nullopt;
  return address && in_range(*address, rule.range.address, rule.range.prefix_bits);
}

bool match(const filter::Exists&, const FilterValue&) { return false; }

}  // namespace

bool matches(const FilterRule& rule, const FilterValue& value) {
  return std::visit([&](const auto& one) { return match(one, value); }, rule);
}

FilterValue filter_value_of(const policy::JsonValue& json) {
  using JsonKind = policy::JsonValue::Kind;
  switch (json.kind) {
    case JsonKind::string:
      return {Kind::text, json.text};
    case JsonKind::number:
      return {Kind::number, json.text};
    case JsonKind::boolean:
      return {Kind::truth, json.text};
    default:
      return {Kind::null, {}};
  }
}

}  // namespace sqsproof::semantics

// One rule of a filter policy: what a single value of a message must be like.
// SNS/string-value-matching, SNS/numeric-value-matching, SNS/attribute-key-matching
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include "policy/support/json.h"
#include "policy/values/decimal.h"
#include "policy/values/ip.h"

namespace sqsproof::semantics {

/// A value that a message has under some name.
struct FilterValue {
  enum class Kind { text, number, truth, null };
  Kind kind = Kind::text;
  std::string text;  ///< a number as written; of truth `true` or `false`
};

namespace filter {

struct Equals {
  FilterValue value;
};
struct Prefix {
  std::string text;
};
struct Suffix {
  std::string text;
};
struct EqualsIgnoringCase {
  std::string text;
};
struct AnythingBut {
  std::vector<FilterValue> values;
};
struct AnythingButPrefix {
  std::string text;
};
struct Bound {
  std::string comparison;  ///< `=`, `<`, `<=`, `>` or `>=`
  policy::Decimal number;
};
struct Numeric {
  std::vector<Bound> bounds;  ///< all of them hold
};
struct InRange {
  policy::IpRange range;
};
/// Whether there is the name at all; says nothing about a value.
struct Exists {
  bool wanted = true;
};

}  // namespace filter

using FilterRule =
    std::variant<filter::Equals, filter::Prefix, filter::Suffix, filter::EqualsIgnoringCase,
                 filter::AnythingBut, filter::AnythingButPrefix, filter::Numeric, filter::InRange,
                 filter::Exists>;

/// Text is compared with case; numbers by what they are worth. Never true for `Exists`.
[[nodiscard]] bool matches(const FilterRule& rule, const FilterValue& value);

/// An element of a rule list. An error is what SNS says (recorded), without the place.
[[nodiscard]] tl::expected<FilterRule, std::string> read_filter_rule(const policy::JsonValue& json);

/// `prefix`, `numeric` …: words that make `$or` an ordinary name when they stand inside of it.
[[nodiscard]] bool is_filter_operator(std::string_view word);

/// A JSON scalar as a value; not for arrays and objects.
[[nodiscard]] FilterValue filter_value_of(const policy::JsonValue& json);

}  // namespace sqsproof::semantics

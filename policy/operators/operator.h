// The row that says all there is to know about one condition operator.
//
// A row is about one value of the request and one value of the policy. What is common to all
// operators - IfExists, ForAllValues/ForAnyValue, several values, absent keys, policy variables -
// is said once, in decide/condition.cpp, and in its symbolic mirror. `matches` and the two
// languages are independent definitions of the same relation, one to run and one to reason with;
// they stand side by side in one file so that they can be read against each other, and tests
// compare them. Adding one: a row in operators/<family>.cpp, and
// tests/cases/operators/<name>.test.json.
#pragma once

#include <span>
#include <string_view>

#include "policy/support/truth.h"
#include "policy/values/language.h"

namespace sqsproof::policy {

/// What a key's value is compared as.
enum class ValueKind { string, number, date, boolean, binary, ip, arn, presence };

/// A negated operator holds when the value differs from every policy value, and on an absent key.
enum class Polarity { positive, negated };

struct Operator {
  std::string_view name;  ///< as AWS spells it, without qualifier and IfExists
  ValueKind kind;
  Polarity polarity;
  /// The positive relation between a request value and a policy value (also of negated rows).
  Truth (*matches)(std::string_view value, std::string_view pattern);
  /// All values for which `matches` says yes. Null where the relation is not one of patterns:
  /// numbers, dates, addresses, bytes, presence; the prover treats those by samples.
  Language (*certain)(std::string_view pattern);
  /// All values for which `matches` says yes or unknown. Null together with `certain`.
  Language (*possible)(std::string_view pattern);
  std::string_view reference;  ///< page of AWS's documentation
  bool wildcards = false;      ///< `*` and `?` in a policy value mean something
};

/// Every operator, in the order of AWS's documentation.
[[nodiscard]] std::span<const Operator> all_operators();
/// Of a negated operator the one that it negates, of others itself.
[[nodiscard]] const Operator* positive_of(const Operator& op);
/// Exact spelling; null when there is none of that name.
[[nodiscard]] const Operator* find_operator(std::string_view name);

}  // namespace sqsproof::policy

// The elements of a statement, each as one three-valued question about the request.
#pragma once

#include <optional>
#include <string>

#include "tests/policy/naive/naive_request.h"
#include "tests/policy/naive/naive_words.h"

namespace sqsproof::tests::naive {

struct Setting {
  const Asked& asked;
  bool allow = true;      ///< the statement's Effect
  bool variables = true;  ///< the policy's Version is 2012-10-17
};

/// A statement's element with its negation: `Principal` and `NotPrincipal`, and so on.
[[nodiscard]] Tri principal_covers(const Json& statement, const Setting& setting);
[[nodiscard]] Tri action_covers(const Json& statement, const Setting& setting);
[[nodiscard]] Tri resource_covers(const Json& statement, const Setting& setting);
[[nodiscard]] Tri conditions_hold(const Json& statement, const Setting& setting);

/// Of a `Not…` element without entries: it may cover everything, or void its statement as the plain
/// elements do. IAM/access-analyzer-reference-policy-checks
[[nodiscard]] inline Tri nothing_left_out() { return readings(Tri::t, Tri::f); }

/// As `principal_covers`, but only by a grant that is more than a delegation to the account.
[[nodiscard]] Tri names_caller_directly(const Json& statement, const Setting& setting);

/// One operator, such as `ForAnyValue:StringLikeIfExists`, taken apart.
struct OperatorName {
  std::string qualifier;  ///< empty, `ForAllValues`, `ForAnyValue`
  std::string base;
  bool if_exists = false;
  bool as_listed = true;  ///< in AWS's own spelling; what another case does is not documented
};
/// nullopt: not one of IAM/reference_policies_elements_condition_operators, in whatever case.
[[nodiscard]] std::optional<OperatorName> take_apart(const std::string& operator_name);

}  // namespace sqsproof::tests::naive

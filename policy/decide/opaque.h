// Conditions on a key that has a value which is nobody's account, ARN or id: such as a service's
// own (decide/absence.h, `opaque`).
#pragma once

#include "policy/decide/condition.h"

namespace sqsproof::policy {

/// A condition with values on such a key. Without `request`, nothing is known of what policy
/// variables stand for.
[[nodiscard]] Truth holds_of_opaque(const Condition& condition, const Request* request);

/// A variable without value matches nothing; under a negated operator it may also void the
/// statement. IAM/reference_policies_variables
[[nodiscard]] inline Truth without_variable(const Operator& op) {
  return op.polarity == Polarity::negated ? Truth::unknown : Truth::no;
}

}  // namespace sqsproof::policy

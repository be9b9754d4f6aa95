// One condition of a policy or of a question: absent keys, IfExists, Null, set operators.
// IAM/reference_policies_elements_condition_operators,
// IAM/reference_policies_condition-single-vs-multi-valued-context-keys
#pragma once

#include "policy/document/document.h"
#include "policy/smtlib/requests.h"

namespace sqsproof::policy::smtlib {

/// In a question no effect matters: `Effect::deny` says so.
[[nodiscard]] Claim condition_holds(const Condition& condition, Effect effect, Requests& requests);

}  // namespace sqsproof::policy::smtlib

// What stands between an Allow of the queue policy and the call: policies that nobody sees here.
//
// A grant by name is as strong as the name it uses. IAM/access_policies_boundaries,
// IAM/reference_policies_evaluation-logic_policy-eval-denyallow
#pragma once

#include <string>

#include "policy/decide/authorize.h"

namespace sqsproof::policy {

/// For an allowed request: what can still withhold it, as the end of a sentence; empty when nothing
/// but an explicit Deny elsewhere can. Across accounts the caller's own policies; in one account a
/// grant to the account only delegates, and one to a role leaves room for a permissions boundary or
/// session policy, while a user, a session or everyone is granted for good.
[[nodiscard]] std::string still_needed(const Document& policy, const Request& request,
                                       const Decision& decision);

/// What a denied caller can do all the same; empty for all but the account's root user, for whom
/// IAM/id_root-user lists it among the tasks of the root user.
[[nodiscard]] std::string still_possible(const Request& request);

}  // namespace sqsproof::policy

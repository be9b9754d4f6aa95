// Whether the Principal, Action and Resource elements of a statement cover a request.
#pragma once

#include <string_view>

#include "policy/decide/request.h"
#include "policy/document/document.h"
#include "policy/support/truth.h"

namespace sqsproof::policy {

/// An empty list voids its statement. Of an empty Not list no page says whether it does the same,
/// or leaves out nothing. IAM/access-analyzer-reference-policy-checks
[[nodiscard]] constexpr Truth nothing_listed(bool negated) {
  return negated ? Truth::unknown : Truth::no;
}

/// Principal or NotPrincipal. The effect matters: what is uncertain about `{"AWS": "*"}` and
/// services is known for Allow, and NotPrincipal under Deny exempts layer by layer.
/// IAM/reference_policies_elements_principal, IAM/reference_policies_elements_notprincipal
[[nodiscard]] Truth principal_matches(const Principals& principals, Effect effect,
                                      const Request& request);

/// The same, without the entries that name a whole account.
[[nodiscard]] Truth principal_matches_directly(const Principals& principals, Effect effect,
                                               const Request& request);

/// Whether one entry of a (not negated) Principal covers the caller.
[[nodiscard]] Truth entry_matches(const PrincipalEntry& entry, bool under_allow,
                                  const Request& request);

/// Action or NotAction; case does not matter. IAM/reference_policies_elements_action
[[nodiscard]] Truth action_matches(const Patterns& actions, std::string_view action);

/// Resource or NotResource against the request's resource, in a policy of that kind.
/// IAM/reference_policies_elements_resource
[[nodiscard]] Truth resource_matches(const Patterns& resources, Effect effect,
                                     const Request& request, PolicyKind kind = PolicyKind::queue);

/// One entry against any service's ARN, or `*` for a request about no particular resource.
[[nodiscard]] Truth pattern_names(std::string_view pattern, std::string_view resource);
/// Whether a policy variable stands where it has no place: before the fifth colon.
[[nodiscard]] bool has_misplaced_variable(std::string_view pattern);

}  // namespace sqsproof::policy

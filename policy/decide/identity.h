// Both sides of a decision: the queue policy, and the caller's own policies.
//
// In the queue's own account an Allow on either side is enough, except that a grant to the whole
// account only delegates; across accounts both sides must allow. An explicit Deny on either side
// wins. A root user needs no identity policy. Services and anonymous callers have none.
// IAM/reference_policies_evaluation-logic_policy-eval-denyallow,
// IAM/reference_policies_evaluation-logic-cross-account
#pragma once

#include "policy/decide/request.h"
#include "policy/support/truth.h"

namespace sqsproof::policy {

/// What the statements of a queue policy came to.
struct QueueSide {
  Truth allow = Truth::no;
  Truth deny = Truth::no;
  /// An Allow that names the caller itself, or everyone; a grant to its account does not count.
  Truth direct_allow = Truth::no;
};

/// A caller of another account, a service, or nobody: the queue policy must let it in.
[[nodiscard]] bool is_foreign(const Request& request);

/// The queue side with the caller's side put in; `direct_allow` has no meaning in the result.
/// Expects `request.identity`.
[[nodiscard]] QueueSide with_identity(const QueueSide& queue, const Request& request);

}  // namespace sqsproof::policy

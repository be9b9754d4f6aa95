// The meaning of a policy: what it decides about one concrete request, in three values.
//
// Default is no match; an applying Deny wins over every Allow; order does not matter
// (IAM/reference_policies_evaluation-logic_policy-eval-denyallow). The answer is that of the queue
// policy alone: `no_match` is not a denial for a caller of the queue's own account, and `allow`
// still needs the caller's own policies when the caller is of another account.
#pragma once

#include <string>
#include <vector>

#include "policy/decide/request.h"
#include "policy/document/document.h"
#include "policy/document/vocabulary.h"
#include "policy/support/truth.h"

namespace sqsproof::policy {

enum class Outcome { allow, explicit_deny, no_match, undecided };
/// `allow`, `explicit-deny`, `no-match`, `undecided`.
[[nodiscard]] std::string_view name_of(Outcome outcome);

/// How one statement came out, and the element that decided it.
struct StatementTrace {
  std::size_t index = 0;
  std::string sid;
  Effect effect = Effect::deny;
  Truth applies = Truth::no;
  std::string why;  ///< for no and unknown: which element, key and value; empty for yes
};

struct Decision {
  Outcome outcome = Outcome::no_match;
  std::vector<StatementTrace> statements;
  std::string why;  ///< one sentence
};

/// Expects a completed request (`complete`).
[[nodiscard]] Decision authorize(const Document& policy, const Request& request,
                                 const Vocabulary& vocabulary);

/// The outcome alone: no reasons are recorded.
[[nodiscard]] Outcome decide(const Document& policy, const Request& request,
                             const Vocabulary& vocabulary);

/// How each statement comes out, without reasons.
[[nodiscard]] std::vector<Truth> applying(const Document& policy, const Request& request);
[[nodiscard]] Truth applying(const Statement& statement, const Request& request, PolicyKind kind);

/// Whether a statement of a queue policy applies, but for its actions: what it says of the same
/// request with any action that it covers.
[[nodiscard]] Truth applies_but_for_action(const Statement& statement, const Request& request);

}  // namespace sqsproof::policy

#include "policy/decide/reach.h"

#include <algorithm>

#include "policy/decide/identity.h"
#include "policy/decide/match.h"

namespace sqsproof::policy {
namespace {

/// Weakest first.
enum class Reach { account, role, caller };

Reach reach_of(const PrincipalEntry& entry) {
  if (entry.kind == PrincipalEntry::Kind::account) return Reach::account;
  const bool role =
      entry.kind == PrincipalEntry::Kind::role ||
      (entry.kind == PrincipalEntry::Kind::unique_id && entry.text.starts_with("AROA"));
  return role ? Reach::role : Reach::caller;
}

/// The strongest entry that covers the caller; NotPrincipal covers like `*`.
Reach reach_of(const Statement& statement, const Request& request) {
  if (statement.principals.negated) return Reach::caller;
  Reach best = Reach::account;
  for (const PrincipalEntry& entry : statement.principals.entries) {
    if (entry_matches(entry, true, request) != Truth::yes) continue;
    best = std::max(best, reach_of(entry));
  }
  return best;
}

Reach strongest(const Document& policy, const Request& request, const Decision& decision) {
  Reach best = Reach::account;
  for (std::size_t i = 0; i < decision.statements.size(); ++i) {
    const StatementTrace& trace = decision.statements[i];
    if (trace.effect != Effect::allow || trace.applies != Truth::yes) continue;
    best = std::max(best, reach_of(policy.statements[i], request));
  }
  return best;
}

}  // namespace

std::string still_needed(const Document& policy, const Request& request, const Decision& decision) {
  if (request.caller.account.empty() || request.caller.kind == CallerKind::root) return {};
  if (is_foreign(request)) {
    return request.identity ? "" : "the caller's own policies must allow it as well";
  }
  switch (strongest(policy, request, decision)) {
    case Reach::account:
      return request.identity ? ""
                              : "the grant is to the account, so the caller's own policies must "
                                "allow it as well";
    case Reach::role:
      return "a permissions boundary or session policy of the role may still withhold it";
    case Reach::caller:
      return {};
  }
  return {};
}

std::string still_possible(const Request& request) {
  if (request.caller.kind != CallerKind::root || is_foreign(request)) return {};
  return "the root user of the queue's account can still edit or delete the policy";
}

}  // namespace sqsproof::policy

#include "policy/prover/caller_account.h"

#include <set>

#include "policy/values/arn.h"

namespace sqsproof::policy {
namespace {

constexpr std::string_view kKey = "kms:calleraccount";

std::set<std::string> compared_accounts(const Document& policy) {
  std::set<std::string> accounts;
  for (const Statement& statement : policy.statements) {
    for (const Condition& condition : statement.conditions) {
      if (condition.key != kKey) continue;
      for (const Text& value : condition.values) {
        if (is_account_id(value.text)) accounts.insert(value.text);
      }
    }
  }
  return accounts;
}

}  // namespace

void tie_caller_account(const Document& policy, Space& space, Engine& engine) {
  const KeyView* view = space.find_key(kKey);
  if (view == nullptr || view->list) return;
  const Literal service = space.caller_of(kinds_of({CallerKind::service}));
  for (const std::string& account : compared_accounts(policy)) {
    const Literal is_account = space.named(view->variable, "is kms:calleraccount " + account,
                                           [&] { return view->with_value_in(exactly(account)); });
    const Literal of_account = space.named(Space::kCaller, "account " + account,
                                           [&] { return space.callers().of_account(account); });
    engine.add_clause(kAlwaysOn, {negate(is_account), of_account, service});
    engine.add_clause(kAlwaysOn, {negate(of_account), is_account, space.absent(*view)});
  }
}

}  // namespace sqsproof::policy

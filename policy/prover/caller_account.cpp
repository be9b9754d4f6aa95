#include "policy/prover/caller_account.h"

#include <set>

#include "policy/symbolic/encode.h"
#include "policy/values/arn.h"

namespace sqsproof::policy {
namespace {

constexpr std::string_view kKey = "kms:calleraccount";

std::vector<Condition> conditions_on_it(const Document& policy) {
  std::vector<Condition> conditions;
  for (const Statement& statement : policy.statements) {
    for (const Condition& condition : statement.conditions) {
      if (condition.key == kKey) conditions.push_back(condition);
    }
  }
  return conditions;
}

std::set<std::string> compared_accounts(const std::vector<Condition>& conditions) {
  std::set<std::string> accounts;
  for (const Condition& condition : conditions) {
    for (const Text& value : condition.values) {
      if (is_account_id(value.text)) accounts.insert(value.text);
    }
  }
  return accounts;
}

/// Where an account calls and the key is there, a test of the key comes out like the same test of
/// aws:PrincipalAccount.
void tie_test(Condition condition, const KeyView& view, Space& space, Engine& engine) {
  if (condition.op->kind != ValueKind::string || condition.qualifier != Qualifier::none) return;
  condition.if_exists = false;
  Condition of_caller = condition;
  of_caller.key = "aws:principalaccount";
  of_caller.key_text.text = "aws:PrincipalAccount";
  const Literal elsewhere = negate(space.caller_of(kIamCallers));
  for (const Reading reading : {Reading::certain, Reading::possible}) {
    const Literal here = encode(condition, reading, space);
    const Literal there = encode(of_caller, reading, space);
    engine.add_clause(kAlwaysOn, {space.absent(view), elsewhere, negate(here), there});
    engine.add_clause(kAlwaysOn, {space.absent(view), elsewhere, here, negate(there)});
  }
}

}  // namespace

void tie_caller_account(const Document& policy, Space& space, Engine& engine) {
  const KeyView* view = space.find_key(kKey);
  if (view == nullptr || view->list) return;
  const std::vector<Condition> conditions = conditions_on_it(policy);
  const Literal service = space.caller_of(kinds_of({CallerKind::service}));
  for (const std::string& account : compared_accounts(conditions)) {
    const Literal is_account = space.named(view->variable, "is kms:calleraccount " + account,
                                           [&] { return view->with_value_in(exactly(account)); });
    const Literal of_account = space.named(Space::kCaller, "account " + account,
                                           [&] { return space.callers().of_account(account); });
    engine.add_clause(kAlwaysOn, {negate(is_account), of_account, service});
    engine.add_clause(kAlwaysOn, {negate(of_account), is_account, space.absent(*view)});
  }
  for (const Condition& condition : conditions) tie_test(condition, *view, space, engine);
}

}  // namespace sqsproof::policy

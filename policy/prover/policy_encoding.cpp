#include "policy/prover/policy_encoding.h"

#include "policy/symbolic/flaw.h"
#include "policy/values/arn.h"

namespace sqsproof::policy {
namespace {

/// Of certain and possible the other one; what comes out alike does so in Allow and Deny.
std::size_t other_than(std::size_t reading) {
  return makes(Flaw::deny_is_read_like_allow) || reading > 1 ? reading : 1 - reading;
}

std::vector<Literal> negated(const Conjunction& conjunction) {
  std::vector<Literal> clause;
  for (const Literal& literal : conjunction.literals) clause.push_back(negate(literal));
  return clause;
}

}  // namespace

PolicyEncoding::PolicyEncoding(const Document& policy, Space& space, Engine& engine)
    : engine_(engine) {
  if (space.realm().is_open()) {
    encode_open_statements(policy, space);
    return;
  }
  for (const Statement& statement : policy.statements) {
    auto [surely, possibly] = encode(statement, space);
    Encoded encoded{statement.effect, {std::move(surely), std::move(possibly), {}}};
    differs_ = differs_ || !(encoded.applies[0] == encoded.applies[1]);
    statements_.push_back(std::move(encoded));
  }
  // Some actions are not granted to callers outside the queue's account, whatever a policy says.
  // SQS/sqs-limitations-of-custom-policies
  const auto queue = split_arn(space.queue_arn());
  crossing_ = space.action_where(
      "crossing", [](const VocabularyAction& action) { return action.crosses_accounts; });
  governed_ = space.action_where("governed",
                                 [](const VocabularyAction& action) { return action.on_a_queue; });
  if (!queue) return;
  const std::string account(queue->account());
  own_account_ = space.named(Space::kCaller, "account " + account,
                             [&] { return space.callers().of_account(account); });
}

/// Of these policies, identity policies alone do not cover every caller. IAM/access_policies
void PolicyEncoding::encode_open_statements(const Document& policy, Space& space) {
  crossing_ = {Literal::Kind::always};
  governed_ = {Literal::Kind::always};
  if (policy.kind == PolicyKind::identity) {
    governed_ =
        space.caller_of(kinds_of({CallerKind::user, CallerKind::role, CallerKind::federated_user}));
  }
  Conjunction never;
  never.add({Literal::Kind::never});
  for (const Statement& statement : policy.statements) {
    const Conjunction surely = encode_open(statement, Reading::certain, space).front();
    const auto possibly = encode_open(statement, Reading::possible, space);
    statements_.push_back({statement.effect, {surely, possibly.front(), {}}});
    for (std::size_t i = 1; i < possibly.size(); ++i) {
      statements_.push_back({statement.effect, {never, possibly[i], {}}});
    }
    differs_ = differs_ || possibly.size() > 1 || !(surely == possibly.front());
  }
}

void PolicyEncoding::encode_alike(const Document& policy, Space& space, Switch on) {
  std::size_t next = 0;
  for (const Statement& statement : policy.statements) {
    for (const auto& tests : tests_of(statement, space)) {
      Conjunction& alike = statements_[next++].applies[kAlike];
      for (const SymbolicTest& test : tests) {
        if (test.surely == test.possibly) {
          alike.add(test.surely);
          continue;
        }
        const Literal somehow = space.undocumented(test.name);
        engine_.add_clause(on, {negate(test.surely), somehow});
        engine_.add_clause(on, {negate(somehow), test.possibly});
        alike.add(somehow);
      }
    }
  }
}

Switch PolicyEncoding::lets_in(std::size_t reading) {
  Switch& on = lets_in_[differs_ ? reading : 0];
  if (on == kAlwaysOn) {
    on = engine_.new_switch();
    encode_lets_in(on, differs_ ? reading : 0);
  }
  return on;
}

Switch PolicyEncoding::refuses(std::size_t reading) {
  Switch& on = refuses_[differs_ ? reading : 0];
  if (on == kAlwaysOn) {
    on = engine_.new_switch();
    encode_refuses(on, differs_ ? reading : 0);
  }
  return on;
}

void PolicyEncoding::encode_lets_in(Switch on, std::size_t reading) {
  std::vector<Conjunction> allows;
  for (const Encoded& statement : statements_) {
    if (statement.effect == Effect::allow) {
      allows.push_back(statement.applies[reading]);
      continue;
    }
    const Conjunction& deny = statement.applies[other_than(reading)];
    if (!deny.never && !makes(Flaw::deny_is_ignored)) engine_.add_clause(on, negated(deny));
  }
  engine_.add_choice(on, allows);
  if (!makes(Flaw::owner_only_actions_cross)) engine_.add_clause(on, {crossing_, own_account_});
  if (!makes(Flaw::actions_on_no_queue)) engine_.add_clause(on, {governed_});
}

void PolicyEncoding::encode_refuses(Switch on, std::size_t reading) {
  // No Allow, or the action cannot be granted, or one of the Denies.
  Conjunction not_grantable;
  not_grantable.add(negate(crossing_));
  not_grantable.add(negate(own_account_));
  Conjunction not_asked;
  not_asked.add(negate(governed_));
  std::vector<Conjunction> reasons = {Conjunction{}, not_grantable, not_asked};
  for (const Encoded& statement : statements_) {
    if (statement.effect == Effect::deny && !makes(Flaw::refusal_forgets_deny)) {
      reasons.push_back(statement.applies[reading]);
    }
  }
  const Switch no_allow = engine_.add_choice(on, reasons).front();
  for (const Encoded& statement : statements_) {
    const Conjunction& allow = statement.applies[other_than(reading)];
    if (statement.effect == Effect::deny || allow.never) continue;
    engine_.add_clause(no_allow, negated(allow));
    if (makes(Flaw::refusal_forgets_other_allows)) break;
  }
}

}  // namespace sqsproof::policy

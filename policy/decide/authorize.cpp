#include "policy/decide/authorize.h"

#include <fmt/format.h>

#include "policy/decide/barrier.h"
#include "policy/decide/condition.h"
#include "policy/decide/identity.h"
#include "policy/decide/match.h"
#include "policy/decide/reach.h"

namespace sqsproof::policy {
namespace {

/// The truth of a conjunction so far; `why` (when asked for) names the part that decided.
class Conjunction {
 public:
  explicit Conjunction(std::string* why) : why_(why) {}
  [[nodiscard]] Truth result() const { return result_; }
  /// False when the rest cannot matter any more.
  template <class Reason>
  bool weigh(Truth part, Reason reason) {
    if (part < result_) {
      result_ = part;
      if (why_ != nullptr) *why_ = reason();
    }
    return result_ != Truth::no;
  }

 private:
  Truth result_ = Truth::yes;
  std::string* why_;
};

std::string misses(bool negated, std::string_view element, std::string_view how,
                   std::string_view what) {
  return fmt::format("{}{} does not {} {}", negated ? "Not" : "", element, how, what);
}

bool weigh_action(const Statement& statement, const Request& request, Conjunction& all) {
  return all.weigh(action_matches(statement.actions, request.action), [&] {
    return misses(statement.actions.negated, "Action", "cover", request.action);
  });
}

bool weigh_who_and_where(const Statement& statement, const Request& request, PolicyKind kind,
                         Conjunction& all) {
  return all.weigh(principal_matches(statement.principals, statement.effect, request), [&] {
    return misses(statement.principals.negated, "Principal", "cover", request.principal);
  }) && all.weigh(resource_matches(statement.resources, statement.effect, request, kind), [&] {
    return misses(statement.resources.negated, "Resource", "name", request.resource);
  });
}

void weigh_conditions(const Statement& statement, const Request& request, PolicyKind kind,
                      Conjunction& all) {
  for (const Condition& condition : statement.conditions) {
    const Truth part =
        holds(condition, request, statement.effect, is_foreign_key(condition, request, kind));
    if (!all.weigh(part, [&] { return explain(condition, request); })) return;
  }
}

/// Whether a statement applies; `why` (when asked for) names the first element that decided.
Truth applies(const Statement& statement, const Request& request, PolicyKind kind,
              std::string* why) {
  Conjunction all(why);
  if (weigh_action(statement, request, all) && weigh_who_and_where(statement, request, kind, all)) {
    weigh_conditions(statement, request, kind, all);
  }
  if (all.result() == Truth::unknown && why != nullptr) *why += " (the outcome is not documented)";
  return all.result();
}

void add(const Statement& statement, Truth how, const Request& request, QueueSide& side) {
  if (statement.effect == Effect::deny) {
    side.deny = any_of(side.deny, how);
    return;
  }
  side.allow = any_of(side.allow, how);
  if (!request.identity || how == Truth::no) return;
  const Truth direct = principal_matches_directly(statement.principals, Effect::allow, request);
  side.direct_allow = any_of(side.direct_allow, all_of(how, direct));
}

/// Default is no match; a Deny wins; what is uncertain stays so. An uncertain Deny of what nobody
/// allows is uncertain too, unless all sides are known: then it is not allowed either way.
Outcome outcome_of(const QueueSide& side, bool all_sides) {
  if (side.deny == Truth::yes) return Outcome::explicit_deny;
  if (all_sides && side.allow == Truth::no) return Outcome::no_match;
  if (side.deny == Truth::unknown || side.allow == Truth::unknown) return Outcome::undecided;
  return side.allow == Truth::yes ? Outcome::allow : Outcome::no_match;
}

Outcome outcome_of(const QueueSide& queue, const Request& request) {
  return request.identity ? outcome_of(with_identity(queue, request), true)
                          : outcome_of(queue, false);
}

std::string name_statement(const StatementTrace& trace) {
  return trace.sid.empty() ? fmt::format("statement {}", trace.index)
                           : fmt::format("statement {} (`{}`)", trace.index, trace.sid);
}

/// The sentence for the outcome: the statement that decided, or the nearest miss.
std::string summary(Outcome outcome, const std::vector<StatementTrace>& statements) {
  const auto first = [&](Effect effect, Truth applies) -> const StatementTrace* {
    for (const StatementTrace& trace : statements) {
      if (trace.effect == effect && trace.applies == applies) return &trace;
    }
    return nullptr;
  };
  if (outcome == Outcome::explicit_deny) {
    return name_statement(*first(Effect::deny, Truth::yes)) + " denies it";
  }
  if (outcome == Outcome::allow) {
    return name_statement(*first(Effect::allow, Truth::yes)) + " allows it";
  }
  if (outcome == Outcome::undecided) {
    const StatementTrace* open = first(Effect::deny, Truth::unknown);
    if (open == nullptr) open = first(Effect::allow, Truth::unknown);
    return fmt::format("{} may apply: {}", name_statement(*open), open->why);
  }
  if (const StatementTrace* miss = first(Effect::allow, Truth::no)) {
    return fmt::format("no statement allows it; {}: {}", name_statement(*miss), miss->why);
  }
  return "no statement allows it";
}

}  // namespace

std::string_view name_of(Outcome outcome) {
  constexpr std::string_view names[] = {"allow", "explicit-deny", "no-match", "undecided"};
  return names[static_cast<int>(outcome)];
}

Decision authorize(const Document& policy, const Request& request, const Vocabulary& vocabulary) {
  Decision decision;
  QueueSide side;
  for (const Statement& statement : policy.statements) {
    StatementTrace trace;
    trace.index = statement.index;
    trace.sid = statement.sid ? statement.sid->text : "";
    trace.effect = statement.effect;
    trace.applies = applies(statement, request, policy.kind, &trace.why);
    add(statement, trace.applies, request, side);
    decision.statements.push_back(std::move(trace));
  }
  const Barrier aside = not_asked(policy.kind, request, vocabulary);
  if (aside != Barrier::none) {
    decision.outcome = outcome_of({}, request);
    decision.why = sentence_of(aside, policy.kind, request, vocabulary);
    return decision;
  }
  const Outcome queue_alone = outcome_of(side, false);
  decision.outcome = outcome_of(side, request);
  const Barrier barrier = not_grantable(policy.kind, request, vocabulary);
  if (barrier != Barrier::none && decision.outcome != Outcome::explicit_deny) {
    decision.outcome = Outcome::no_match;
    decision.why = sentence_of(barrier, policy.kind, request, vocabulary);
    return decision;
  }
  decision.why = summary(queue_alone, decision.statements);
  if (policy.kind != PolicyKind::queue) return decision;
  if (decision.outcome == Outcome::allow) {
    const std::string needed = still_needed(policy, request, decision);
    if (!needed.empty()) decision.why += "; " + needed;
  }
  if (decision.outcome == Outcome::explicit_deny) {
    const std::string possible = still_possible(request);
    if (!possible.empty()) decision.why += "; " + possible;
  }
  if (request.identity) {
    decision.why = fmt::format("{}, the caller's own policies: {}; queue policy: {}",
                               is_foreign(request) ? "across accounts both sides must allow"
                                                   : "in one account either side may allow",
                               name_of(*request.identity), decision.why);
  }
  return decision;
}

Outcome decide(const Document& policy, const Request& request, const Vocabulary& vocabulary) {
  if (not_asked(policy.kind, request, vocabulary) != Barrier::none) {
    return outcome_of({}, request);
  }
  QueueSide side;
  for (const Statement& statement : policy.statements) {
    if (side.deny == Truth::yes) return Outcome::explicit_deny;
    add(statement, applies(statement, request, policy.kind, nullptr), request, side);
  }
  const Outcome outcome = outcome_of(side, request);
  if (outcome == Outcome::explicit_deny || outcome == Outcome::no_match) return outcome;
  const bool barrier = not_grantable(policy.kind, request, vocabulary) != Barrier::none;
  return barrier ? Outcome::no_match : outcome;
}

std::vector<Truth> applying(const Document& policy, const Request& request) {
  std::vector<Truth> result;
  result.reserve(policy.statements.size());
  for (const Statement& statement : policy.statements) {
    result.push_back(applies(statement, request, policy.kind, nullptr));
  }
  return result;
}

Truth applying(const Statement& statement, const Request& request, PolicyKind kind) {
  return applies(statement, request, kind, nullptr);
}

Truth applies_but_for_action(const Statement& statement, const Request& request) {
  Conjunction all(nullptr);
  if (weigh_who_and_where(statement, request, PolicyKind::queue, all)) {
    weigh_conditions(statement, request, PolicyKind::queue, all);
  }
  return all.result();
}

}  // namespace sqsproof::policy

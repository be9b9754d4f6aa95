// The questions about statements, in the order in which one makes the next superfluous: what is
// dead is not also shadowed, and what is shadowed is not also redundant.
#include <algorithm>
#include <fmt/format.h>

#include "properties/access/statements/comparer.h"
#include "properties/access/statements/variants.h"
#include "properties/access/statements/wording.h"

namespace sqsproof::properties {
namespace {

using policy::Condition;
using policy::Effect;
using policy::Statement;
using Statements = std::vector<Statement>;

Statements beside(Statements statements, const Statement& further) {
  statements.push_back(further);
  return statements;
}

/// ForAllValues:Null and ForAnyValue:Null are constants; lint/null-with-qualifier says so.
bool is_said_by_lint(const Condition& condition) {
  return condition.op->kind == policy::ValueKind::presence &&
         condition.qualifier != policy::Qualifier::none;
}

class Reviewer {
 public:
  Reviewer(const Subject& subject, const ReviewLimits& limits, Review& review)
      : run_{subject, limits, review},
        all_(subject.policy->statements),
        settled_(all_.size(), false),
        nobody_(run_, {}),
        everyone_(run_, {allow_everyone()}) {
    for (const Statement& statement : all_) {
      if (statement.effect == Effect::deny) denies_.push_back(statement);
    }
  }

  void run() {
    each("dead", [&](const Statement& statement) { look_for_dead(statement); });
    each("shadowed by a Deny", [&](const Statement& statement) { look_for_shadow(statement); });
    look_for_redundant();
    each("free of conditions that change nothing",
         [&](const Statement& statement) { look_for_vacuous(statement); });
    std::stable_sort(
        run_.review.findings.begin(), run_.review.findings.end(),
        [](const Finding& a, const Finding& b) { return a.place.begin < b.place.begin; });
  }

 private:
  template <class Look>
  void each(std::string_view what, Look look) {
    for (const Statement& statement : all_) {
      if (out_of_questions(statement, what)) return;
      if (!settled_[statement.index]) look(statement);
    }
  }

  bool out_of_questions(const Statement& statement, std::string_view what) {
    if (!run_.exhausted()) return false;
    run_.review.not_looked_at.push_back(
        fmt::format("not looked at, for want of questions: whether {} and those after it are {}",
                    named(statement), what));
    return true;
  }

  Finding& add(const StatementCheck& check, const Statement& statement, std::string message) {
    settled_[statement.index] = true;
    run_.review.findings.push_back(
        finding_about(run_.subject, check, statement, std::move(message)));
    return run_.review.findings.back();
  }

  /// It lets nobody in, or refuses nobody, whatever the other statements say.
  bool concerns_nobody(const Statement& statement) {
    return statement.effect == Effect::allow
               ? nobody_.lets_in_no_more({statement})
               : everyone_.refuses_no_more({allow_everyone(), statement});
  }

  /// Statements that concern nobody for other reasons are the business of the lint rules.
  void look_for_dead(const Statement& statement) {
    if (!concerns_nobody(statement)) return;
    settled_[statement.index] = true;
    if (statement.conditions.empty()) return;
    if (concerns_nobody(with_conditions(statement, {}))) return;
    Finding& finding = add(kDeadStatement, statement, dead_message(statement));
    blame(statement, conflict_in(statement), finding);
  }

  /// The condition that never holds, or the two that exclude each other; empty when it takes more.
  std::vector<std::size_t> conflict_in(const Statement& statement) {
    const std::size_t count = statement.conditions.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (concerns_nobody(with_conditions(statement, {i}))) return {i};
    }
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t j = i + 1; j < count; ++j) {
        if (concerns_nobody(with_conditions(statement, {i, j}))) return {i, j};
      }
    }
    return {};
  }

  void look_for_shadow(const Statement& statement) {
    if (statement.effect == Effect::deny || denies_.empty()) return;
    if (!nobody_.lets_in_no_more(beside(denies_, statement))) return;
    const Statement* shadow = nullptr;
    for (const Statement& deny : denies_) {
      if (shadow == nullptr && nobody_.lets_in_no_more({statement, deny})) shadow = &deny;
    }
    Finding& finding = add(kShadowedStatement, statement, shadowed_message(statement, shadow));
    if (shadow != nullptr) finding.statements.push_back(shadow->index);
  }

  /// From the last one to the first, so that of two that say the same the first one stays.
  void look_for_redundant() {
    std::vector<bool> kept(all_.size(), true);
    for (std::size_t i = all_.size(); i-- > 0;) {
      if (out_of_questions(all_[i], "redundant")) return;
      if (settled_[i] || !is_redundant(all_[i], kept)) continue;
      kept[i] = false;
      add(kRedundantStatement, all_[i], redundant_message(all_[i])).fix =
          removal_of(*run_.subject.policy, i);
    }
  }

  /// Asked of the statement alone first: then uncertain readings of others do not count twice.
  bool is_redundant(const Statement& statement, const std::vector<bool>& kept) {
    Statements others;
    for (const Statement& other : all_) {
      if (other.index == statement.index || !kept[other.index]) continue;
      if (other.effect == statement.effect) others.push_back(other);
    }
    if (others.empty()) return false;
    if (statement.effect == Effect::deny) {
      return Comparer(run_, as_policy(statement))
          .lets_in_no_more(beside(std::move(others), allow_everyone()));
    }
    const std::string& own = run_.subject.owner;
    if (!delegates_only(statement, own)) others = without_delegation(std::move(others), own);
    if (Comparer(run_, {statement}).refuses_no_more(others)) return true;
    if (denies_.empty()) return false;
    others.insert(others.end(), denies_.begin(), denies_.end());
    return Comparer(run_, beside(denies_, statement)).refuses_no_more(std::move(others));
  }

  /// From the last one to the first, so that of two that imply each other the first one stays.
  void look_for_vacuous(const Statement& statement) {
    Comparer whole(run_, as_policy(statement));
    Statement rest = statement;
    for (std::size_t i = statement.conditions.size(); i-- > 0;) {
      if (is_said_by_lint(statement.conditions[i])) continue;
      Statement without = without_condition(rest, i);
      if (!no_more(statement.effect, whole, without)) continue;
      rest = std::move(without);
      Comparer single(run_, as_policy(with_conditions(statement, {i})));
      const bool alone = no_more(statement.effect, single, with_conditions(statement, {}));
      add_vacuous(statement, statement.conditions[i], alone);
    }
  }

  static Statements as_policy(const Statement& statement) {
    if (statement.effect == Effect::allow) return {statement};
    return {allow_everyone(), statement};
  }

  static bool no_more(Effect effect, Comparer& policy, const Statement& wider) {
    return effect == Effect::allow ? policy.lets_in_no_more({wider})
                                   : policy.refuses_no_more(as_policy(wider));
  }

  void add_vacuous(const Statement& statement, const Condition& condition, bool alone) {
    Finding& finding = add(kVacuousCondition, statement, vacuous_message(condition, alone));
    finding.place = place_of(condition);
    finding.label = {};
    if (!alone) finding.severity = policy::Severity::info;
  }

  ReviewRun run_;
  const Statements& all_;
  Statements denies_;
  std::vector<bool> settled_;  ///< found to be one of these already, or not worth a question
  Comparer nobody_;            ///< a policy that lets nobody in
  Comparer everyone_;          ///< one that lets everyone in
};

}  // namespace

Review review_statements(const Subject& subject, const ReviewLimits& limits) {
  Review review;
  if (!subject.owner.empty()) Reviewer(subject, limits, review).run();
  return review;
}

}  // namespace sqsproof::properties

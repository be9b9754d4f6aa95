#include "properties/access/denies.h"

#include <algorithm>
#include <deque>
#include <fmt/format.h>

#include "policy/decide/doubt.h"
#include "policy/support/words.h"
#include "policy/values/arn.h"
#include "properties/access/check.h"
#include "properties/access/grant_prover.h"
#include "properties/access/statements/variants.h"

namespace sqsproof::properties {
namespace {

using policy::CallerKind;
using policy::Document;
using policy::Effect;
using policy::PolicyKind;
using policy::Statement;
using policy::Verdict;

/// What a statement says, but for its Sid and the order of its conditions.
std::vector<std::string> said_by(const Statement& statement) {
  std::vector<std::string> said = {policy::name_of_principals(statement),
                                   policy::name_of_actions(statement),
                                   policy::name_of_resources(statement)};
  for (const policy::Condition& one : statement.conditions) {
    said.push_back(policy::name_of_condition(one, statement.effect));
  }
  std::sort(said.begin() + 3, said.end());
  return said;
}

std::string listed(const policy::Patterns& patterns) {
  std::vector<std::string> texts;
  for (const policy::Text& entry : patterns.entries) texts.push_back(entry.text);
  return (patterns.negated ? "anything but " : "") + policy::join(texts, ", ");
}

std::string listed(const policy::Principals& principals) {
  std::vector<std::string> texts;
  for (const policy::PrincipalEntry& entry : principals.entries) {
    texts.push_back(entry.text == "*" ? "anyone" : entry.text);
  }
  return (principals.negated ? "anyone but " : "") + policy::join(texts, ", ");
}

std::string words_for(const Statement& statement, PolicyKind kind) {
  std::string words = kind == PolicyKind::identity ? "" : listed(statement.principals) + ": ";
  words += listed(statement.actions);
  if (kind != PolicyKind::queue) words += " on " + listed(statement.resources);
  std::vector<std::string> conditions;
  for (const policy::Condition& one : statement.conditions) conditions.push_back(words_of(one));
  return words + (conditions.empty() ? "" : " if ") + policy::join(conditions, " and ");
}

/// Callers who have policies of their own.
policy::RequestClass callers_of(const Subject& subject) {
  policy::RequestClass callers;
  callers.callers = {CallerKind::role, CallerKind::user, CallerKind::federated_user};
  const auto queue = policy::split_arn(subject.queue_arn);
  const std::string owner =
      subject.owner.empty() && queue ? std::string(queue->account()) : subject.owner;
  if (subject.policy->kind != PolicyKind::identity && !owner.empty()) {
    callers.conditions = {condition("StringEquals", "aws:PrincipalAccount", {owner})};
  }
  if (subject.policy->kind != PolicyKind::queue) return callers;
  for (const auto& action : subject.vocabulary->actions) {
    if (action.on_a_queue) callers.actions.push_back(action.name);
  }
  return callers;
}

class DenyFinder {
 public:
  DenyFinder(const Subject& subject, const Document& other, const policy::ProverLimits& limits,
             const Observer& observer)
      : subject_(subject),
        other_(other),
        observer_(observer),
        denies_of_other_(beside_everything(other)),
        prover_(denies_of_other_, realm(), *subject.vocabulary, limits) {
    for (const Statement& statement : other.statements) {
      if (statement.effect == Effect::deny) known_.push_back(said_by(statement));
    }
  }

  DenyChanges run() {
    for (const Statement& statement : subject_.policy->statements) {
      const bool known =
          std::find(known_.begin(), known_.end(), said_by(statement)) != known_.end();
      if (statement.effect == Effect::deny && !known) ask(statement);
    }
    return std::move(result_);
  }

 private:
  /// The policy's Denies, and an Allow for everything else.
  static Document beside_everything(const Document& policy) {
    std::vector<Statement> statements = {allow_everyone()};
    for (const Statement& statement : policy.statements) {
      if (statement.effect == Effect::deny) statements.push_back(statement);
    }
    return with_statements(policy, std::move(statements));
  }

  [[nodiscard]] policy::Realm realm() const {
    if (subject_.policy->kind == PolicyKind::queue) {
      return policy::realm_of_queue(subject_.queue_arn, denies_of_other_);
    }
    return policy::realm_of(*subject_.policy, &other_, subject_.partition);
  }

  /// Let in but for the other's Denies, refused by this one, and not let in by the other itself.
  void ask(const Statement& statement) {
    asked_.push_back(beside_everything(with_statements(*subject_.policy, {statement})));
    policy::Question question{{callers_of(subject_)}, {"999988887777", "888877776666"}};
    question.baseline = &asked_.back();
    question.without = {&other_};
    policy::Answer answer = prover_.ask(question);
    ++result_.questions;
    DenyChange change{statement.index,
                      statement.sid ? statement.sid->text : "",
                      words_for(statement, subject_.policy->kind),
                      answer.verdict,
                      answer.witness,
                      answer.approximations};
    if (!answer.internal_error.empty()) result_.internal_errors.push_back(answer.internal_error);
    note(change, question, answer);
    if (answer.verdict != Verdict::holds) result_.denies.push_back(std::move(change));
  }

  void note(const DenyChange& change, const policy::Question& question,
            const policy::Answer& answer) const {
    if (!observer_) return;
    Subject about = subject_;
    about.policy = &denies_of_other_;
    observer_({fmt::format("deny {}", change.statement),
               "denied by " + words_of(change) + ", and not by the other", about, question, answer,
               realm()});
  }

  const Subject& subject_;
  const Document& other_;
  const Observer& observer_;
  Document denies_of_other_;
  policy::Prover prover_;
  std::deque<Document> asked_;  ///< the prover keeps their addresses
  std::vector<std::vector<std::string>> known_;
  DenyChanges result_;
};

}  // namespace

DenyChanges find_deny_changes(const Subject& subject, const Document& other,
                              const policy::ProverLimits& limits, const Observer& observer) {
  const bool any = std::any_of(subject.policy->statements.begin(), subject.policy->statements.end(),
                               [](const Statement& one) { return one.effect == Effect::deny; });
  return any ? DenyFinder(subject, other, limits, observer).run() : DenyChanges{};
}

std::string words_of(const DenyChange& change) {
  const std::string sid = change.sid.empty() ? "" : fmt::format(" (`{}`)", change.sid);
  return fmt::format("{}statement {}{}, {}", change.verdict == Verdict::unknown ? "perhaps " : "",
                     change.statement, sid, change.words);
}

}  // namespace sqsproof::properties

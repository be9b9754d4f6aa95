#include "properties/access/open_grants.h"

#include <algorithm>
#include <deque>
#include <fmt/format.h>

#include "policy/support/words.h"
#include "properties/access/grant_gaps.h"
#include "properties/access/grant_merge.h"

namespace sqsproof::properties {
namespace {

using policy::Verdict;

/// Accounts that callers of examples are of. A policy of an identity is about its own account.
std::vector<std::string> example_accounts(const Subject& subject) {
  if (subject.policy->kind != policy::PolicyKind::identity) {
    return {"999988887777", "888877776666", "777766665555"};
  }
  return {subject.owner.empty() ? "111122223333" : subject.owner};
}

std::string words_of(const policy::Patterns& patterns) {
  std::vector<std::string> texts;
  for (const policy::Text& entry : patterns.entries) texts.push_back(entry.text);
  return (patterns.negated ? "anything but " : "") + policy::join(texts, ", ");
}

/// An Allow statement by itself, and what it grants: each Action, or its NotAction as a whole.
struct Part {
  const policy::Statement* statement;
  policy::Document alone;
  std::vector<policy::Patterns> actions;
};

Part part_of(const policy::Document& policy, const policy::Statement& statement) {
  Part part{&statement, policy, {}};
  part.alone.statements = {statement};
  if (statement.actions.negated) part.actions.push_back(statement.actions);
  if (statement.actions.negated) return part;
  for (const policy::Text& action : statement.actions.entries) {
    part.actions.push_back({false, {action}, {}});
  }
  return part;
}

class OpenGrantFinder {
 public:
  OpenGrantFinder(const Subject& subject, const GrantSearch& search,
                  const policy::ProverLimits& limits)
      : subject_(subject),
        search_(search),
        realm_(policy::realm_of(*subject.policy, search.baseline, subject.partition)),
        prover_(*subject.policy, realm_, *subject.vocabulary, limits) {
    for (const policy::Statement& statement : subject.policy->statements) {
      if (statement.effect == policy::Effect::allow) {
        parts_.push_back(part_of(*subject.policy, statement));
      }
    }
  }

  Grants run() {
    std::vector<CallerClass> asked = caller_classes(subject_);
    if (search_.outside_only) std::erase_if(asked, [](const auto& who) { return who.inside; });
    for (const CallerClass& who : asked) look_at(who);
    result_.not_proved = gaps_.words();
    result_.grants = with_wider_callers(std::move(result_.grants), asked, nullptr);
    return std::move(result_);
  }

 private:
  policy::Answer ask(const CallerClass& who, const Part* part = nullptr,
                     const policy::Patterns* actions = nullptr) {
    policy::Question question{who.requests, example_accounts(subject_)};
    if (actions != nullptr) {
      for (policy::RequestClass& one : question.classes) one.covered = *actions;
    }
    question.baseline = search_.baseline;
    if (part != nullptr) question.within = &part->alone;
    policy::Answer answer = prover_.ask(question);
    ++result_.questions;
    if (!answer.internal_error.empty()) result_.internal_errors.push_back(answer.internal_error);
    note(who, part, actions, question, answer);
    return answer;
  }

  void note(const CallerClass& who, const Part* part, const policy::Patterns* actions,
            const policy::Question& question, const policy::Answer& answer) const {
    if (!search_.observer) return;
    const std::string does = actions != nullptr ? words_of(*actions) : "any action";
    std::string words = search_.baseline != nullptr ? "let in, and not by the baseline" : "let in";
    if (part != nullptr) words += fmt::format(", as statement {} does", part->statement->index);
    search_.observer({does + " " + who.words, words, subject_, question, answer, realm_});
  }

  void look_at(const CallerClass& who) {
    const policy::Answer anything = ask(who);
    if (anything.verdict == Verdict::holds) return;
    const std::size_t before = result_.grants.size();
    for (const Part& part : parts_) look_at(who, part);
    const bool certain = anything.verdict == Verdict::violated;
    const bool shown = std::any_of(
        result_.grants.begin() + static_cast<std::ptrdiff_t>(before), result_.grants.end(),
        [&](const Grant& grant) { return !certain || grant.verdict == Verdict::violated; });
    if (shown) return;
    gaps_.add(who.words, policy::join(anything.approximations, "; "));
    result_.not_proved_outside = result_.not_proved_outside || !who.inside;
  }

  /// Actions that come out the same are one grant.
  void look_at(const CallerClass& who, const Part& part) {
    if (ask(who, &part).verdict == Verdict::holds) return;
    const std::size_t before = result_.grants.size();
    for (const policy::Patterns& actions : part.actions) {
      policy::Answer answer = ask(who, &part, &actions);
      if (answer.verdict == Verdict::holds) continue;
      const auto same = std::find_if(
          result_.grants.begin() + static_cast<std::ptrdiff_t>(before), result_.grants.end(),
          [&](const Grant& grant) { return grant.verdict == answer.verdict; });
      if (same != result_.grants.end()) {
        same->actions.push_back(words_of(actions));
      } else {
        result_.grants.push_back(grant_of(who, part, actions, std::move(answer)));
      }
    }
  }

  static Grant grant_of(const CallerClass& who, const Part& part, const policy::Patterns& actions,
                        policy::Answer answer) {
    const policy::Statement& statement = *part.statement;
    // Of the part by itself it is the same again.
    std::erase_if(answer.approximations,
                  [](const std::string& note) { return note.starts_with("question, "); });
    return {who,
            {words_of(actions)},
            answer.verdict,
            std::move(answer.witness),
            {statement.index},
            statement.conditions,
            std::move(answer.approximations),
            {words_of(statement.resources)}};
  }

  const Subject& subject_;
  const GrantSearch& search_;
  policy::Realm realm_;
  std::deque<Part> parts_;  ///< the prover keeps their addresses
  policy::Prover prover_;
  GrantGaps gaps_;
  Grants result_;
};

}  // namespace

Grants find_open_grants(const Subject& subject, const GrantSearch& search,
                        const policy::ProverLimits& limits) {
  return OpenGrantFinder(subject, search, limits).run();
}

}  // namespace sqsproof::properties

#include "properties/access/grants.h"

#include <algorithm>
#include <fmt/format.h>

#include "policy/support/words.h"

namespace sqsproof::properties {
namespace {

using policy::Verdict;

/// Strangers have these account numbers in witnesses; the first that fits is taken.
const std::vector<std::string> kStrangers = {"999988887777", "888877776666", "777766665555"};

class GrantFinder {
 public:
  GrantFinder(const Subject& subject, const GrantSearch& search, const policy::ProverLimits& limits)
      : subject_(subject),
        search_(search),
        prover_(*subject.policy, subject.queue_arn, *subject.vocabulary, limits) {}

  Grants run() {
    for (const CallerClass& who : caller_classes(subject_)) {
      if (search_.outside_only && who.inside) continue;
      look_at(who);
    }
    return std::move(result_);
  }

 private:
  /// Only actions that cross accounts can be granted outside of the queue's own.
  [[nodiscard]] std::vector<std::string> actions_for(const CallerClass& who) const {
    const bool own =
        who.kind == CallerClass::Kind::account || who.kind == CallerClass::Kind::principal;
    std::vector<std::string> actions;
    for (const auto& action : subject_.vocabulary->actions) {
      const bool asked =
          search_.action.empty() || policy::equal_ignoring_case(search_.action, action.name);
      if (!asked || !action.on_a_queue) continue;
      if (action.crosses_accounts || (own && who.inside)) actions.push_back(action.name);
    }
    return actions;
  }

  policy::Answer ask(const CallerClass& who, const std::vector<std::string>& actions) {
    policy::Question question{who.requests, kStrangers};
    for (policy::RequestClass& one : question.classes) one.actions = actions;
    question.baseline = search_.baseline;
    policy::Answer answer = prover_.ask(question);
    ++result_.questions;
    if (search_.observer) {
      const std::string action = actions.size() == 1 ? actions.front() : "any action";
      search_.observer({action + " " + who.words,
                        search_.baseline != nullptr ? "let in, and not by the baseline" : "let in",
                        subject_, question, answer});
    }
    if (!answer.internal_error.empty()) result_.internal_errors.push_back(answer.internal_error);
    return answer;
  }

  void look_at(const CallerClass& who) {
    const std::vector<std::string> actions = actions_for(who);
    if (actions.empty() || ask(who, actions).verdict == Verdict::holds) return;
    std::vector<Grant> grants;
    for (const std::string& action : actions) {
      policy::Answer answer = ask(who, {action});
      if (answer.verdict == Verdict::holds) continue;
      const auto same = std::find_if(grants.begin(), grants.end(), [&](const Grant& grant) {
        return grant.verdict == answer.verdict && grant.statements == answer.statements;
      });
      if (same != grants.end()) {
        same->actions.push_back(action);
        continue;
      }
      grants.push_back({who,
                        {action},
                        answer.verdict,
                        std::move(answer.witness),
                        std::move(answer.statements),
                        {},
                        std::move(answer.approximations)});
      grants.back().conditions = conditions_of(grants.back());
    }
    result_.grants.insert(result_.grants.end(), std::make_move_iterator(grants.begin()),
                          std::make_move_iterator(grants.end()));
  }

  /// Of several statements, each set of conditions once; none when one has none.
  [[nodiscard]] std::string conditions_of(const Grant& grant) const {
    std::vector<std::string> alternatives;
    for (const std::size_t index : grant.statements) {
      std::string all;
      for (const auto& condition : subject_.policy->statements[index].conditions) {
        std::vector<std::string> values;
        for (const auto& value : condition.values) values.push_back(value.text);
        all += fmt::format("{}{} {} {}", all.empty() ? "" : " and ", condition.operator_text,
                           condition.key_text.text, policy::join(values, " | "));
      }
      if (all.empty()) return {};
      if (std::find(alternatives.begin(), alternatives.end(), all) == alternatives.end()) {
        alternatives.push_back(std::move(all));
      }
    }
    return policy::join(alternatives, ", or ");
  }

  const Subject& subject_;
  const GrantSearch& search_;
  policy::Prover prover_;
  Grants result_;
};

}  // namespace

Grants find_grants(const Subject& subject, const GrantSearch& search,
                   const policy::ProverLimits& limits) {
  return GrantFinder(subject, search, limits).run();
}

std::string words_of(const Grant& grant) {
  return fmt::format("{}{}: {}{}{}", grant.verdict == Verdict::unknown ? "perhaps " : "",
                     grant.who.words, policy::join(grant.actions, ", "),
                     grant.conditions.empty() ? "" : " if ", grant.conditions);
}

}  // namespace sqsproof::properties

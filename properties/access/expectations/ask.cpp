// Required access is asked in two parts. Callers of the queue's own account may come in by their
// own policies, which nobody sees here: of them it is certain only that a Deny refuses them.
// IAM/reference_policies_evaluation-logic_policy-eval-basics-single-account
#include <algorithm>
#include <fmt/format.h>
#include <optional>

#include "policy/decide/match.h"
#include "policy/support/words.h"
#include "properties/access/expectations/blame.h"
#include "properties/access/expectations/expectation.h"
#include "properties/access/statements/variants.h"

namespace sqsproof::properties {
namespace {

using policy::Offender;
using policy::Verdict;

constexpr std::string_view kOwnPolicies =
    "the queue's policy does not allow it; the caller is of the queue's own account, whose own "
    "policies may, and those are not seen here";
constexpr std::string_view kNoSuchRequest =
    "there is no such request: the condition cannot hold, or no queue policy can grant the action "
    "to these callers";

class Asker {
 public:
  Asker(const Subject& subject, const Asking& asking, CheckResult& result)
      : subject_(subject),
        asking_(asking),
        result_(result),
        only_denies_(with_allow()),
        prover_(*subject.policy, subject.queue_arn, *subject.vocabulary, asking.limits) {}

  Verdict look_at(const Expectation& expectation) {
    std::vector<Offence> offences;
    for (const std::string& action : actions_of(expectation)) {
      policy::Answer answer =
          expectation.kind == Expectation::Kind::must_allow
              ? refused(expectation, action)
              : ask(prover_, subject_, expectation, action, Offender::let_in, {});
      if (answer.verdict != Verdict::holds) offences.push_back({action, std::move(answer)});
    }
    if (offences.empty()) return Verdict::holds;
    result_.findings.push_back(finding_of(subject_, expectation, offences));
    return result_.findings.back().verdict;
  }

 private:
  policy::Document with_allow() const {
    std::vector<policy::Statement> statements = subject_.policy->statements;
    statements.push_back(allow_everyone());
    return with_statements(*subject_.policy, std::move(statements));
  }

  [[nodiscard]] std::vector<std::string> actions_of(const Expectation& expectation) const {
    std::vector<std::string> actions;
    for (const auto& action : subject_.vocabulary->actions) {
      const auto& statements = expectation.requests.statements;
      const bool meant = std::any_of(statements.begin(), statements.end(), [&](const auto& one) {
        return policy::action_matches(one.actions, action.name) != policy::Truth::no;
      });
      if (meant) actions.push_back(action.name);
    }
    return actions;
  }

  policy::Answer ask(policy::Prover& prover, const Subject& about, const Expectation& expectation,
                     const std::string& action, Offender offender,
                     std::vector<policy::Condition> conditions) {
    policy::RequestClass all = every_request(*subject_.vocabulary);
    all.actions = {action};
    all.conditions = std::move(conditions);
    policy::Question question{{std::move(all)}, {"999988887777", "888877776666"}, offender};
    question.within = &expectation.requests;
    policy::Answer answer = prover.ask(question);
    ++result_.questions;
    if (!answer.internal_error.empty()) result_.internal_errors.push_back(answer.internal_error);
    if (asking_.observer) {
      const Description& words = check_of(expectation.kind).words;
      asking_.observer({fmt::format("{} {}", words.id, action),
                        fmt::format("{}: {}", words.title, expectation.who), about, question,
                        answer});
    }
    return answer;
  }

  /// A request of the kind that does not get in; the worst of both parts.
  policy::Answer refused(const Expectation& expectation, const std::string& action) {
    const bool known = !subject_.owner.empty();
    std::vector<policy::Condition> others;
    if (known) others = {condition("StringNotEquals", "aws:PrincipalAccount", {subject_.owner})};
    policy::Answer foreign =
        ask(prover_, subject_, expectation, action, Offender::refused, std::move(others));
    if (foreign.verdict == Verdict::violated) return foreign;
    if (known) {
      policy::Answer own = refused_of_owner(expectation, action);
      if (own.verdict > foreign.verdict) foreign = std::move(own);
    }
    if (foreign.verdict != Verdict::holds) return foreign;
    const policy::Answer some = ask(prover_, subject_, expectation, action, Offender::let_in, {});
    if (some.verdict != Verdict::holds) return foreign;
    return {Verdict::unknown, {}, {}, {std::string(kNoSuchRequest)}, {}};
  }

  policy::Answer refused_of_owner(const Expectation& expectation, const std::string& action) {
    const std::vector<policy::Condition> own = {
        condition("StringEquals", "aws:PrincipalAccount", {subject_.owner})};
    policy::Answer answer = ask(prover_, subject_, expectation, action, Offender::refused, own);
    if (answer.verdict == Verdict::holds) return answer;
    if (!denies_) {
      denies_.emplace(only_denies_, subject_.queue_arn, *subject_.vocabulary, asking_.limits);
    }
    Subject about = subject_;
    about.policy = &only_denies_;
    policy::Answer denied = ask(*denies_, about, expectation, action, Offender::refused, own);
    if (denied.verdict == Verdict::violated) return denied;
    answer.verdict = Verdict::unknown;
    answer.approximations.emplace_back(kOwnPolicies);
    return answer;
  }

  const Subject& subject_;
  const Asking& asking_;
  CheckResult& result_;
  policy::Document only_denies_;  ///< the policy with an Allow for everyone
  policy::Prover prover_;
  std::optional<policy::Prover> denies_;
};

}  // namespace

std::string origin_of(const Expectation& expectation) {
  const policy::Source& written = expectation.requests.source;
  const auto at = policy::line_column(*written, expectation.place.begin);
  return fmt::format("{}:{}:{}", written->name, at.line, at.column);
}

CheckResult check_expectations(const Subject& subject, std::span<const Expectation> expectations,
                               const Asking& asking) {
  CheckResult result;
  std::optional<Asker> asker;
  for (const Expectation& expectation : expectations) {
    const std::string_view id = check_of(expectation.kind).words.id;
    if (!asking.selection.wants(id) || !is_about(expectation, subject.queue_arn)) continue;
    if (!asker) asker.emplace(subject, asking, result);
    if (std::find(result.asked.begin(), result.asked.end(), id) == result.asked.end()) {
      result.asked.push_back(id);
    }
    result.verdict = policy::worst(result.verdict, asker->look_at(expectation));
  }
  return result;
}

void append(CheckResult more, CheckResult& to) {
  const auto add = [](auto& from, auto& behind) {
    behind.insert(behind.end(), std::make_move_iterator(from.begin()),
                  std::make_move_iterator(from.end()));
  };
  to.verdict = policy::worst(to.verdict, more.verdict);
  to.questions += more.questions;
  add(more.findings, to.findings);
  add(more.asked, to.asked);
  add(more.internal_errors, to.internal_errors);
}

}  // namespace sqsproof::properties

#include "properties/repair/proof.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <utility>

#include "policy/values/arn.h"

namespace sqsproof::properties {
namespace {

using policy::CallerKind;
using policy::Document;
using policy::Effect;
using policy::Offender;
using policy::RequestClass;
using policy::Statement;
using policy::Verdict;

/// One that runs into its limit takes as long as many others.
constexpr std::size_t kQuestionsOfALimit = 20;

std::vector<std::string> strangers() { return {"999988887777", "888877776666", "777766665555"}; }

/// Which callers a class is of, as a condition: by what anonymous requests do not have.
policy::Condition caller_is(CallerKind kind) {
  if (kind == CallerKind::anonymous)
    return condition("Null", "aws:PrincipalIsAWSService", {"true"});
  return condition("Bool", "aws:PrincipalIsAWSService",
                   {kind == CallerKind::service ? "true" : "false"});
}

/// A statement that denies a class of requests.
Statement denial(const RequestClass& denied, CallerKind kind,
                 const std::vector<std::string>& actions) {
  Statement statement;
  statement.principals.entries.push_back({policy::PrincipalEntry::Kind::everyone, "*", {}, {}});
  for (const std::string& action : actions) statement.actions.entries.push_back({action, {}});
  statement.resources.entries.push_back({"*", {}});
  statement.conditions = denied.conditions;
  statement.conditions.push_back(caller_is(kind));
  return statement;
}

void deny(Document& policy, const RequestClass& denied, const std::vector<std::string>& actions) {
  for (const CallerKind kind : {CallerKind::anonymous, CallerKind::user, CallerKind::service}) {
    if (std::find(denied.callers.begin(), denied.callers.end(), kind) == denied.callers.end()) {
      continue;
    }
    Statement statement = denial(denied, kind, actions);
    statement.index = policy.statements.size();
    policy.statements.push_back(std::move(statement));
  }
}

/// One Allow statement beside all Deny statements.
Document alone(const Document& policy, std::size_t statement) {
  Document result = policy;
  result.statements.clear();
  for (const Statement& one : policy.statements) {
    if (one.effect == Effect::deny || one.index == statement) result.statements.push_back(one);
  }
  for (std::size_t i = 0; i < result.statements.size(); ++i) result.statements[i].index = i;
  return result;
}

/// Everything is allowed but what the statements behind the first `kept` deny.
Document without_first(const Document& policy, std::size_t kept) {
  Document result = policy;
  result.statements.clear();
  Statement all;
  all.effect = Effect::allow;
  all.principals.entries.push_back({policy::PrincipalEntry::Kind::everyone, "*", {}, {}});
  all.actions.entries.push_back({"*", {}});
  all.resources.entries.push_back({"*", {}});
  result.statements.push_back(std::move(all));
  for (std::size_t i = kept; i < policy.statements.size(); ++i) {
    result.statements.push_back(policy.statements[i]);
    result.statements.back().index = i - kept + 1;
  }
  return result;
}

/// Callers that are no services. The owner is a member of a trusted organization, if there is one,
/// and so of no other.
std::vector<RequestClass> counted_callers(const Subject& subject) {
  std::vector<CallerKind> direct = iam_callers();
  direct.push_back(CallerKind::anonymous);
  std::set<std::string> others = subject.mentions.organizations;
  for (const std::string& trusted : subject.trust.organizations) others.erase(trusted);
  if (subject.owner.empty() || subject.trust.organizations.empty() || others.empty()) {
    return {{direct, {}, {}}};
  }
  return {{direct, {}, {condition("StringNotEquals", "aws:PrincipalAccount", {subject.owner})}},
          {iam_callers(),
           {},
           {condition("StringEquals", "aws:PrincipalAccount", {subject.owner}),
            condition("StringNotEquals", "aws:PrincipalOrgID", others)}}};
}

/// Everyone whose loss counts.
std::vector<RequestClass> counted(const Subject& subject, const std::vector<std::string>& actions) {
  const auto queue = policy::split_arn(subject.queue_arn);
  const std::string named = fmt::format("arn:{}:*:*:????????????:*", queue->partition());
  std::vector<RequestClass> classes = counted_callers(subject);
  classes.push_back({{CallerKind::service},
                     {},
                     {condition("StringEquals", "aws:PrincipalServiceName", {"s3.amazonaws.com"}),
                      condition("Null", "aws:SourceAccount", {"false"}),
                      condition("Null", "aws:SourceArn", {"false"})}});
  classes.push_back(
      {{CallerKind::service},
       {},
       {condition("StringNotEquals", "aws:PrincipalServiceName", {"s3.amazonaws.com"}),
        condition("ArnLike", "aws:SourceArn", {named})}});
  for (RequestClass& one : classes) one.actions = actions;
  return classes;
}

std::vector<RequestClass> everyone(const std::vector<std::string>& actions) {
  std::vector<CallerKind> all = iam_callers();
  all.insert(all.end(), {CallerKind::anonymous, CallerKind::service});
  return {{all, actions, {}}};
}

std::vector<RequestClass> of_check(const Subject& subject, const AccessCheck& check,
                                   const std::vector<std::string>& actions) {
  std::vector<RequestClass> classes = check.classes(subject);
  for (RequestClass& one : classes) one.actions = actions;
  return classes;
}

}  // namespace

RepairProof::RepairProof(const Subject& subject, const std::vector<const AccessCheck*>& violated,
                         policy::ProverLimits limits)
    : subject_(subject), limits_(std::move(limits)), wanted_(*subject.policy) {
  for (const auto& action : subject.vocabulary->actions) {
    actions_.push_back(action.name);
    if (action.crosses_accounts) crossing_.push_back(action.name);
  }
  for (const AccessCheck* check : violated) {
    for (const RequestClass& one : check->classes(subject)) deny(wanted_, one, crossing_);
  }
}

policy::Answer RepairProof::ask(const Document& policy, const policy::Question& question) {
  ++questions_;
  policy::Prover prover(policy, subject_.queue_arn, *subject_.vocabulary, limits_);
  policy::Answer answer = prover.ask(question);
  const bool gave_up = answer.verdict == Verdict::unknown && !answer.witness;
  if (gave_up) questions_ += kQuestionsOfALimit;
  return answer;
}

bool RepairProof::closes(const AccessCheck& check, const Document& policy, std::size_t statement) {
  const Document one = alone(policy, statement);
  return ask(one, {of_check(subject_, check, actions_), strangers()}).verdict == Verdict::holds;
}

std::vector<std::string> RepairProof::offending(const AccessCheck& check, std::size_t statement) {
  const Document one = alone(*subject_.policy, statement);
  policy::Prover prover(one, subject_.queue_arn, *subject_.vocabulary, limits_);
  std::vector<std::string> found;
  for (const std::string& action : crossing_) {
    ++questions_;
    const policy::Question question{of_check(subject_, check, {action}), strangers()};
    if (prover.ask(question).verdict != Verdict::holds) found.push_back(action);
  }
  return found;
}

bool RepairProof::lets_in(const Document& policy, std::size_t statement) {
  const Document one = alone(policy, statement);
  return ask(one, {everyone(actions_), strangers()}).verdict != Verdict::holds;
}

/// Of a policy to which statements were added. What the others say is left aside, and with it
/// whatever is not decided about them.
bool RepairProof::denies_offenders_only(const Document& policy) {
  const std::size_t kept = subject_.policy->statements.size();
  if (policy.statements.size() <= kept) return false;
  const Document wanted = without_first(wanted_, kept);
  const policy::Question lost{counted(subject_, actions_), strangers(), Offender::refused, &wanted};
  return ask(without_first(policy, kept), lost).verdict == Verdict::holds;
}

std::optional<Cost> RepairProof::cost(const Document& policy) {
  if (denies_offenders_only(policy)) return Cost{Verdict::holds, std::nullopt};
  const policy::Question gained{everyone(actions_), strangers(), Offender::let_in, subject_.policy};
  if (ask(policy, gained).verdict != Verdict::holds) return std::nullopt;
  const policy::Question lost{counted(subject_, actions_), strangers(), Offender::refused,
                              &wanted_};
  const policy::Answer answer = ask(policy, lost);
  if (answer.verdict != Verdict::holds && !answer.witness) return std::nullopt;
  return Cost{answer.verdict, answer.witness};
}

}  // namespace sqsproof::properties

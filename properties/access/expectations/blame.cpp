#include "properties/access/expectations/blame.h"

#include <algorithm>
#include <fmt/format.h>
#include <tuple>

#include "policy/decide/authorize.h"
#include "policy/decide/condition.h"
#include "policy/decide/match.h"
#include "policy/support/words.h"

namespace sqsproof::properties {
namespace {

using policy::Request;
using policy::Statement;
using policy::Truth;
using policy::Verdict;

std::string name_of(const Statement& statement) {
  return fmt::format("statement {}{}", statement.index,
                     statement.sid ? fmt::format(" (`{}`)", statement.sid->text) : "");
}

/// How far an Allow is from letting a request in, and where it fails first.
struct Miss {
  std::tuple<bool, bool, bool, std::size_t> distance;
  policy::Place place;
  std::string why;
};

Miss miss_of(const Statement& statement, const Request& request) {
  Miss miss;
  auto& [action, principal, resource, conditions] = miss.distance;
  const auto fails = [&](Truth how, policy::Place place, std::string why) {
    if (how == Truth::yes) return false;
    if (miss.why.empty()) {
      miss.place = place;
      miss.why = std::move(why);
    }
    return true;
  };
  const auto sentence = [](bool negated, std::string_view rest) {
    return fmt::format("{}{}", negated ? "Not" : "", rest);
  };
  action = fails(policy::action_matches(statement.actions, request.action), statement.actions.place,
                 sentence(statement.actions.negated, "Action does not cover " + request.action));
  principal = fails(
      policy::principal_matches(statement.principals, statement.effect, request),
      statement.principals.place,
      sentence(statement.principals.negated, "Principal does not cover " + request.principal));
  resource =
      fails(policy::resource_matches(statement.resources, statement.effect, request),
            statement.resources.place,
            sentence(statement.resources.negated, "Resource does not name " + request.resource));
  for (const policy::Condition& one : statement.conditions) {
    const Truth how = policy::holds(one, request, statement.effect);
    if (fails(how, one.place, policy::explain(one, request))) ++conditions;
  }
  return miss;
}

void blame_nearest_allow(const Subject& subject, const Request& request, Finding& finding) {
  const Statement* nearest = nullptr;
  Miss least;
  for (const Statement& statement : subject.policy->statements) {
    if (statement.effect != policy::Effect::allow) continue;
    Miss miss = miss_of(statement, request);
    if (nearest != nullptr && miss.distance >= least.distance) continue;
    nearest = &statement;
    least = std::move(miss);
  }
  if (nearest == nullptr) {
    finding.place = {subject.policy->place.begin, subject.policy->place.begin + 1};
    finding.label = "no statement allows anything";
    return;
  }
  finding.statements = {nearest->index};
  finding.place = least.place;
  finding.label = fmt::format("{} comes nearest, and just misses it", name_of(*nearest));
  if (!least.why.empty()) finding.notes.push_back("this keeps it out: " + least.why);
}

/// Statements that apply: an Allow whose conditions do not stop the request, or a Deny whose
/// conditions do not exempt it.
void blame_statements(const Subject& subject, const Request& request, bool refused,
                      Finding& finding) {
  const Statement& first = subject.policy->statements[finding.statements.front()];
  finding.place = first.principals.place;
  finding.label = fmt::format("{}{} by {}", finding.verdict == Verdict::unknown ? "perhaps " : "",
                              refused ? "refused" : "let in", name_of(first));
  for (const policy::Condition& part : first.conditions) {
    finding.notes.push_back(fmt::format("this does not {} it: {}", refused ? "exempt" : "stop",
                                        policy::explain(part, request)));
  }
  if (!refused) return;
  for (const Statement& statement : subject.policy->statements) {
    if (statement.effect != policy::Effect::allow) continue;
    if (!miss_of(statement, request).why.empty()) continue;
    finding.notes.push_back(name_of(statement) + " allows it, and a Deny wins over every Allow");
    return;
  }
}

std::string sentence_of(const Expectation& expectation, Verdict verdict,
                        const std::vector<Offence>& offences) {
  std::vector<std::string> actions;
  for (const Offence& one : offences) {
    if (one.answer.verdict == verdict) actions.push_back(one.action);
  }
  const bool required = expectation.kind == Expectation::Kind::must_allow;
  const std::string list = policy::join(actions, ", ");
  const std::string must =
      fmt::format("`{}` must {}be allowed {}", expectation.who, required ? "" : "not ", list);
  if (verdict == Verdict::unknown) {
    return fmt::format("not decided: {}, and perhaps some requests {}", must,
                       required ? "are refused" : "are let in");
  }
  return fmt::format("{}, and some requests {}", must, required ? "are refused" : "are let in");
}

}  // namespace

Finding finding_of(const Subject& subject, const Expectation& expectation,
                   const std::vector<Offence>& offences) {
  const auto worst = std::max_element(
      offences.begin(), offences.end(),
      [](const Offence& a, const Offence& b) { return a.answer.verdict < b.answer.verdict; });
  const policy::Answer& shown = worst->answer;
  const bool required = expectation.kind == Expectation::Kind::must_allow;
  Finding finding;
  finding.rule = check_of(expectation.kind).words.id;
  finding.severity = check_of(expectation.kind).severity;
  finding.verdict = shown.verdict;
  finding.queue = subject.queue_arn;
  finding.source = subject.policy->source;
  finding.message = sentence_of(expectation, shown.verdict, offences);
  finding.statements = shown.statements;
  finding.witness = shown.witness;
  finding.place = {subject.policy->place.begin, subject.policy->place.begin + 1};
  if (finding.witness && !finding.statements.empty()) {
    blame_statements(subject, *finding.witness, required, finding);
  } else if (finding.witness && required) {
    blame_nearest_allow(subject, *finding.witness, finding);
  }
  for (const std::string& reason : shown.approximations) {
    finding.notes.push_back("it hangs on this: " + reason);
  }
  finding.notes.push_back(fmt::format("expected by {}{}", origin_of(expectation),
                                      expectation.why.empty() ? "" : ": " + expectation.why));
  finding.help = required ? "let every such request in, or say more narrowly what must be allowed"
                          : "take the access away, or say more narrowly what must not be allowed";
  return finding;
}

}  // namespace sqsproof::properties

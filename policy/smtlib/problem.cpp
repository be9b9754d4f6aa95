#include "policy/smtlib/problem.h"

#include <algorithm>
#include <fmt/format.h>

#include "policy/smtlib/condition.h"
#include "policy/smtlib/constraints.h"
#include "policy/smtlib/regular.h"
#include "policy/smtlib/statement.h"

namespace sqsproof::policy::smtlib {
namespace {

std::set<CallerKind> kinds_of(const Question& question) {
  std::set<CallerKind> kinds;
  for (const RequestClass& wanted : question.classes) {
    kinds.insert(wanted.callers.begin(), wanted.callers.end());
  }
  return kinds;
}

void count(const std::vector<Condition>& conditions, std::map<std::string, std::size_t>& keys) {
  for (const Condition& condition : conditions) ++keys[condition.key];
}

std::map<std::string, std::size_t> occurrences(const Document& policy, const Question& question) {
  std::map<std::string, std::size_t> keys;
  for (const Statement& statement : policy.statements) count(statement.conditions, keys);
  for (const RequestClass& wanted : question.classes) count(wanted.conditions, keys);
  for (const Document* other : others_of(question)) {
    for (const Statement& statement : other->statements) count(statement.conditions, keys);
  }
  return keys;
}

ActionTerm declare_action(const Vocabulary& vocabulary, const Question& question, Script& script) {
  ActionTerm action;
  for (const VocabularyAction& one : vocabulary.actions) {
    const bool asked = std::any_of(
        question.classes.begin(), question.classes.end(), [&](const RequestClass& wanted) {
          const auto& names = wanted.actions;
          return std::find(names.begin(), names.end(), one.name) != names.end();
        });
    if (asked) action.possible.push_back(&one);
  }
  if (action.possible.size() == 1) {
    action.term = "\"" + action.possible.front()->name + "\"";
    return action;
  }
  action.term = script.declare("action", "String");
  std::vector<Term> any;
  for (const VocabularyAction* one : action.possible) {
    any.push_back(equal(action.term, "\"" + one->name + "\""));
  }
  script.require(any_true(any));
  return action;
}

/// What the request does is asked about.
Claim is_about(const RequestClass& wanted, const ActionTerm& action, Requests& requests) {
  if (requests.open() != nullptr) {
    return wanted.covered ? requests.open()->covers(*wanted.covered, requests.script())
                          : claim(Truth::yes);
  }
  return claim(action.where([&](const VocabularyAction& one) {
    return std::find(wanted.actions.begin(), wanted.actions.end(), one.name) !=
           wanted.actions.end();
  }));
}

Claim is_in(const RequestClass& wanted, const ActionTerm& action, Requests& requests) {
  const std::set<CallerKind> kinds(wanted.callers.begin(), wanted.callers.end());
  std::vector<Claim> parts = {claim(requests.caller().is_one_of(kinds)),
                              is_about(wanted, action, requests)};
  for (const Condition& condition : wanted.conditions) {
    parts.push_back(condition_holds(condition, Effect::deny, requests));
  }
  return requests.script().define("class of the question", all_of(parts));
}

Claim offends(const Document& policy, const Question& question, const ActionTerm& action,
              Requests& requests) {
  const bool refused = question.offender == Offender::refused;
  Claim result = lets_in(policy, "policy", action, requests);
  if (refused) result = negate(result);
  if (question.baseline == nullptr) return result;
  const Claim before = lets_in(*question.baseline, "baseline", action, requests);
  return all_of({result, refused ? before : negate(before)});
}

}  // namespace

tl::expected<Problem, std::string> write_problem(const Document& policy, const Realm& realm,
                                                 const Vocabulary& vocabulary,
                                                 const Question& question, Reading reading) {
  if (policy.kind != realm.kind) {
    return tl::unexpected(fmt::format("requests to a {} are not what a policy of a {} is about",
                                      name_of(realm.kind), name_of(policy.kind)));
  }
  Script script;
  Requests requests(script, realm, kinds_of(question), occurrences(policy, question), reading);
  const ActionTerm action =
      realm.is_open() ? ActionTerm{} : declare_action(vocabulary, question, script);
  std::vector<Claim> classes;
  for (const RequestClass& wanted : question.classes) {
    classes.push_back(is_in(wanted, action, requests));
  }
  std::vector<Claim> all = {any_of(classes), offends(policy, question, action, requests)};
  for (const Document* other : question.without) {
    all.push_back(negate(lets_in(*other, "left out", action, requests)));
  }
  if (question.within != nullptr) {
    all.push_back(lets_in(*question.within, "asked about", action, requests));
  }
  const Claim found = all_of(all);
  require_constraints(requests, action);
  script.require(reading == Reading::certain ? found.surely : found.perhaps);
  if (!script.refusal().empty()) return tl::unexpected(script.refusal());
  return Problem{"(set-logic ALL)\n" + definitions() + script.text() + "(check-sat)\n",
                 {script.open().begin(), script.open().end()}};
}

tl::expected<Problem, std::string> write_problem(const Document& policy,
                                                 const std::string& queue_arn,
                                                 const Vocabulary& vocabulary,
                                                 const Question& question, Reading reading) {
  return write_problem(policy, realm_of_queue(queue_arn, policy), vocabulary, question, reading);
}

Reading reading_of(const Answer& answer) {
  if (answer.alike) return Reading::alike;
  return answer.verdict == Verdict::violated ? Reading::certain : Reading::possible;
}

std::string_view expected_of(const Answer& answer, const Problem& problem) {
  const bool open = !problem.open.empty();
  switch (answer.verdict) {
    case Verdict::holds:
      return open ? "unknown" : "unsat";
    case Verdict::violated:
      return open ? "unknown" : "sat";
    case Verdict::unknown:
      return answer.witness ? "sat" : "unknown";
  }
  return "unknown";
}

std::string as_comments(const std::vector<std::string>& lines) {
  Script script;
  for (const std::string& line : lines) script.comment(line);
  return script.text();
}

}  // namespace sqsproof::policy::smtlib

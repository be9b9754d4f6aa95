#include "policy/smtlib/statement.h"

#include <algorithm>
#include <fmt/format.h>

#include "policy/decide/doubt.h"
#include "policy/decide/match.h"
#include "policy/smtlib/condition.h"
#include "policy/smtlib/open_resources.h"
#include "policy/smtlib/principals.h"
#include "policy/smtlib/variables.h"
#include "policy/values/arn.h"

namespace sqsproof::policy::smtlib {
namespace {

Claim covers_action(const Patterns& actions, const ActionTerm& action) {
  const auto least = [&](Truth wanted) {
    return action.where(
        [&](const VocabularyAction& one) { return action_matches(actions, one.name) >= wanted; });
  };
  return {least(Truth::yes), least(Truth::unknown)};
}

/// An entry with variables behind the fifth colon, the rest of it fixed.
Claim names_with_variables(const Text& entry, bool negated, Effect effect, Requests& requests) {
  Script& script = requests.script();
  const auto queue = split_arn(requests.queue_arn());
  const auto text = expanded(entry.text, true, requests);
  const auto before = split_arn(std::string_view(entry.text).substr(0, entry.text.find("${")));
  const auto parts = text ? split_at_colons(text->pieces) : std::nullopt;
  if (text && text->uncertain == kTrue) return claim(Truth::unknown);
  if (!queue || !before || !parts || parts->size() < 6) {
    return script.leave_open("a policy variable in an unusual resource");
  }
  // The first five parts, beside the queue's own name.
  const std::size_t end = entry.text.find("${") - before->resource().size();
  const std::string fixed = entry.text.substr(0, end) + std::string(queue->resource());
  Request request;
  request.resource = requests.queue_arn();
  const Truth head = resource_matches({false, {Text{fixed, {}}}, {}}, effect, request);
  const auto name = is_made_of(script.quoted(queue->resource()), parts->back(), script);
  if (!name) return script.leave_open("a wildcard beside a policy variable in a resource");
  Claim match = claim(*name);
  if (text->wild != kFalse) {
    static_cast<void>(script.leave_open("a wildcard in the value of a policy variable"));
    match.perhaps = any_true({match.perhaps, text->wild});
  }
  const Claim absent = claim(negated ? Truth::unknown : Truth::no);
  return chosen(text->uncertain, claim(Truth::unknown),
                chosen(text->absent, absent, all_of({claim(head), match})));
}

Claim names_queue(const Statement& statement, Requests& requests) {
  const Patterns& resources = statement.resources;
  Request request;
  request.resource = requests.queue_arn();
  const bool variables = std::any_of(resources.entries.begin(), resources.entries.end(),
                                     [](const Text& entry) { return entry.variables; });
  if (!variables) return claim(resource_matches(resources, statement.effect, request));
  std::vector<Claim> any;
  for (const Text& entry : resources.entries) {
    any.push_back(entry.variables
                      ? names_with_variables(entry, resources.negated, statement.effect, requests)
                      : claim(resource_matches({false, {entry}, {}}, statement.effect, request)));
  }
  return resources.negated ? negate(any_of(any)) : any_of(any);
}

Claim applies(const Statement& statement, const std::string& name, const ActionTerm& action,
              Requests& requests) {
  const OpenTerms* open = requests.open();
  const Claim resource = open != nullptr ? names_resource(statement.resources, requests)
                                         : names_queue(statement, requests);
  const Claim covered = open != nullptr ? open->covers(statement.actions, requests.script())
                                        : covers_action(statement.actions, action);
  std::vector<Claim> parts = {
      requests.outcome(name_of_resources(statement), resource),
      requests.outcome(name_of_actions(statement), covered),
      requests.outcome(name_of_principals(statement),
                       principal_covers(statement.principals, statement.effect, requests))};
  for (const Condition& condition : statement.conditions) {
    const Claim holds = requests.script().define(
        fmt::format("{}: {} {}", name, condition.operator_text, condition.key_text.text),
        condition_holds(condition, statement.effect, requests));
    parts.push_back(requests.outcome(name_of_condition(condition, statement.effect), holds));
  }
  return requests.script().define(name, all_of(parts));
}

/// Some actions are not granted to callers outside the queue's account, and some are about no
/// queue that exists. SQS/sqs-limitations-of-custom-policies
Term is_granted_by_queues(const ActionTerm& action, Requests& requests) {
  const auto queue = split_arn(requests.queue_arn());
  const Term crosses =
      action.where([](const VocabularyAction& one) { return one.crosses_accounts; });
  const Term on_a_queue = action.where([](const VocabularyAction& one) { return one.on_a_queue; });
  CallerTerms& caller = requests.caller();
  if (crosses == kTrue || !queue || caller.is_iam() == kFalse) {
    return all_true({crosses, on_a_queue});
  }
  const Term own = equal(caller.account(), requests.script().quoted(queue->account()));
  return all_true({on_a_queue, any_true({crosses, all_true({caller.is_iam(), own})})});
}

/// Only users and roles have policies of their own. IAM/access_policies
Term is_grantable(const ActionTerm& action, Requests& requests) {
  switch (requests.realm().kind) {
    case PolicyKind::queue:
      return is_granted_by_queues(action, requests);
    case PolicyKind::resource:
      return kTrue;
    case PolicyKind::identity:
      return requests.caller().is_one_of(
          {CallerKind::user, CallerKind::role, CallerKind::federated_user});
  }
  return kTrue;
}

}  // namespace

Claim lets_in(const Document& policy, const std::string& name, const ActionTerm& action,
              Requests& requests) {
  std::vector<Claim> allows;
  std::vector<Claim> denies;
  for (const Statement& statement : policy.statements) {
    const bool allow = statement.effect == Effect::allow;
    (allow ? allows : denies)
        .push_back(applies(
            statement,
            fmt::format("{}, statement {} ({})", name, statement.index, name_of(statement.effect)),
            action, requests));
  }
  return all_of({any_of(allows), negate(any_of(denies)), claim(is_grantable(action, requests))});
}

}  // namespace sqsproof::policy::smtlib

#include "tests/policy/naive/naive.h"

#include <algorithm>
#include <array>
#include <set>

#include "tests/policy/naive/naive_rules.h"

namespace sqsproof::tests::naive {
namespace {

/// SQS/sqs-limitations-of-custom-policies: what a queue policy can grant to other accounts.
bool may_cross_accounts(const std::string& action) {
  static const std::set<std::string> kShared = {"sqs:changemessagevisibility",
                                                "sqs:deletemessage",
                                                "sqs:getqueueattributes",
                                                "sqs:getqueueurl",
                                                "sqs:purgequeue",
                                                "sqs:listdeadlettersourcequeues",
                                                "sqs:receivemessage",
                                                "sqs:sendmessage"};
  return kShared.contains(lower(action));
}

/// Creating and listing queues is about no queue that exists: its policy is not asked.
bool is_about_a_queue(const std::string& action) {
  return lower(action) != "sqs:createqueue" && lower(action) != "sqs:listqueues";
}

/// Services and anonymous callers belong to none. IAM/reference_identifiers
bool is_of_another_partition(const Asked& asked) {
  return !asked.who.partition.empty() && asked.who.partition != at_colons(asked.resource, 6).at(1);
}

/// Whether a queue policy can grant the caller the action at all.
bool reaches(const Asked& asked) {
  return asked.who.account == asked.queue_account() || may_cross_accounts(asked.action);
}

/// What the statements come to, before the caller's own policies are asked.
struct Sum {
  Tri denied = Tri::f;
  Tri granted = Tri::f;    ///< to the caller, not only to its account
  Tri delegated = Tri::f;  ///< to the caller's account: its policies have to pass it on
};

enum class Own { allow, deny, none };

/// One world, everything known. IAM/reference_policies_evaluation-logic_policy-eval-denyallow and
/// …_evaluation-logic-cross-account
std::string outcome_in(bool denied, bool granted, bool delegated, std::optional<Own> own,
                       const Asked& asked) {
  if (denied || own == Own::deny) return "explicit-deny";
  if (is_of_another_partition(asked)) return "no-match";
  const bool queue = granted || delegated;
  if (!own) return queue ? "allow" : "no-match";
  const bool same = asked.who.account == asked.queue_account();
  if (same) return granted || own == Own::allow ? "allow" : "no-match";
  return queue && own == Own::allow ? "allow" : "no-match";
}

/// The caller's own policies, as far as they are known. A service and an anonymous caller have
/// none; a root user needs none to be allowed what its account may do.
std::vector<std::optional<Own>> own_policies(const Asked& asked) {
  using Kind = Who::Kind;
  const Kind kind = asked.who.kind;
  if (!asked.identity || kind == Kind::service || kind == Kind::anonymous) return {std::nullopt};
  const Own silent = kind == Kind::root ? Own::allow : Own::none;
  if (*asked.identity == "allow") return {Own::allow};
  if (*asked.identity == "deny") return {Own::deny};
  if (*asked.identity == "none") return {silent};
  return {Own::allow, Own::deny, silent};
}

std::vector<bool> possible(Tri value) {
  if (value == Tri::u) return {false, true};
  return {value == Tri::t};
}

/// All worlds that what is not known leaves open; undecided when they do not agree. Where nobody
/// can allow any more (all sides are told, or the action is not grantable), an uncertain Deny
/// changes nothing: not allowed either way.
std::string outcome_of(const Sum& sum, const Asked& asked, bool grantable) {
  std::set<std::string> outcomes;
  for (bool denied : possible(sum.denied)) {
    for (bool granted : possible(sum.granted)) {
      for (bool delegated : possible(sum.delegated)) {
        for (const auto& own : own_policies(asked)) {
          outcomes.insert(outcome_in(denied, granted, delegated, own, asked));
        }
      }
    }
  }
  if ((asked.identity || !grantable) && !outcomes.contains("allow") &&
      outcomes.contains("no-match")) {
    return "no-match";
  }
  return outcomes.size() == 1 ? *outcomes.begin() : "undecided";
}

std::string word(Tri value) {
  if (value == Tri::u) return "unknown";
  return value == Tri::t ? "true" : "false";
}

/// A lone statement stands for a list of one.
std::vector<Json> statements_of(const Json& policy) {
  const Json& statements = policy.at("Statement");
  if (statements.is_object()) return {statements};
  return {statements.begin(), statements.end()};
}

}  // namespace

Answer decide(const std::string& policy_text, const std::string& request_text) {
  const Json policy = Json::parse(policy_text);
  const Asked request = asked(Json::parse(request_text));
  const bool grantable = reaches(request) && !is_of_another_partition(request);
  Answer answer;
  Sum sum;
  for (const Json& statement : statements_of(policy)) {
    const Setting setting{request, statement.at("Effect") == "Allow",
                          policy.value("Version", "") == "2012-10-17"};
    const Tri rest =
        both(both(action_covers(statement, setting), resource_covers(statement, setting)),
             conditions_hold(statement, setting));
    const Tri applies = both(rest, principal_covers(statement, setting));
    if (!setting.allow) {
      sum.denied = either(sum.denied, applies);
    } else if (grantable) {
      const Tri direct = both(rest, names_caller_directly(statement, setting));
      sum.granted = either(sum.granted, both(applies, direct));
      sum.delegated = either(sum.delegated, applies);
    }
    answer.applies.push_back(word(applies));
  }
  if (!is_about_a_queue(request.action)) sum = Sum();
  answer.outcome = outcome_of(sum, request, grantable);
  return answer;
}

}  // namespace sqsproof::tests::naive

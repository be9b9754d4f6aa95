// access/policy-change: users and roles of the own account that nobody named may open the queue.
//
// An entry for the whole account only delegates: who may do what is up to the account's own
// policies, so that such entries are left out here. Everything else in an Allow lets a caller of
// the own account in without any policy of his. Whom the policy names is meant to.
// IAM/reference_policies_evaluation-logic_policy-eval-basics-single-account
#include "properties/access/checks/checks.h"
#include "properties/access/statements/variants.h"

namespace sqsproof::properties {
namespace {

using policy::CallerKind;
using policy::Condition;

constexpr std::string_view kActions[] = {"sqs:AddPermission", "sqs:RemovePermission",
                                         "sqs:SetQueueAttributes"};

std::vector<policy::RequestClass> classes(const Subject& subject) {
  if (subject.owner.empty()) return {};
  std::vector<Condition> own = {condition("StringEquals", "aws:PrincipalAccount", {subject.owner})};
  if (!subject.mentions.principals.empty()) {
    own.push_back(condition("StringNotLike", "aws:PrincipalArn", subject.mentions.principals));
  }
  return {{{CallerKind::role, CallerKind::user, CallerKind::federated_user}, {}, std::move(own)}};
}

std::string who(const Subject& subject, const policy::Request& /*witness*/) {
  return "users and roles of account " + subject.owner +
         " that have no right to it by policies of their own can";
}

policy::Document without_delegating(const Subject& subject) {
  return with_statements(*subject.policy,
                         without_delegation(subject.policy->statements, subject.owner));
}

}  // namespace

const AccessCheck kPolicyChange = {
    {"access/policy-change", "anyone in the queue's own account may change its policy",
     "Whoever can change the policy of a queue can let in everyone else. In the account of the "
     "queue, an Allow for everyone is enough: nobody needs a policy of their own beside it.",
     "IAM/reference_policies_evaluation-logic_policy-eval-basics-single-account"},
    policy::Severity::error,
    classes,
    who,
    "name the actions that are meant, without those that change the queue, or name the "
    "administrators as Principal",
    true,
    true,
    kActions,
    {},
    without_delegating};

}  // namespace sqsproof::properties

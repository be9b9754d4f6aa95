// access/confused-deputy and access/service-for-outsider: AWS services that act for someone.
//
// A service principal calls on behalf of the account whose bucket, topic or rule made it call; only
// aws:SourceArn, aws:SourceAccount, aws:SourceOrgID and aws:SourceOrgPaths tell which. A bucket ARN
// carries no account, so it does not tell who owns the bucket. IAM/confused-deputy
#include "properties/access/checks/checks.h"

namespace sqsproof::properties {
namespace {

using policy::CallerKind;
using policy::Condition;

std::set<std::string> arns_of(const std::set<std::string>& accounts) {
  return wrapped("arn:*:*:*:", accounts, ":*");
}

/// Acting for nobody that the policy or the user names.
std::vector<policy::RequestClass> for_strangers(const Subject& subject) {
  const std::set<std::string> known = subject.known_accounts();
  std::vector<Condition> conditions;
  if (!known.empty()) {
    conditions.push_back(condition("StringNotEquals", "aws:SourceAccount", known));
    conditions.push_back(condition("ArnNotLike", "aws:SourceArn", arns_of(known)));
  }
  const std::set<std::string>& organizations = subject.mentions.organizations;
  if (!organizations.empty()) {
    conditions.push_back(condition("StringNotEquals", "aws:SourceOrgID", organizations));
    conditions.push_back(
        all_values("StringNotLike", "aws:SourceOrgPaths", wrapped("", organizations, "/*")));
  }
  return {{{CallerKind::service}, {}, std::move(conditions)}};
}

std::string who_for_stranger(const Subject& /*subject*/, const policy::Request& witness) {
  return "anyone who makes " + witness.caller.service + " call this queue can";
}

/// Acting for an account that the policy names, and the user does not trust.
std::vector<policy::RequestClass> for_outsiders(const Subject& subject) {
  const std::set<std::string> outside = subject.outsiders();
  if (outside.empty()) return {};
  return {{{CallerKind::service}, {}, {condition("StringEquals", "aws:SourceAccount", outside)}},
          {{CallerKind::service}, {}, {condition("ArnLike", "aws:SourceArn", arns_of(outside))}}};
}

std::string who_for_outsider(const Subject& /*subject*/, const policy::Request& witness) {
  const std::string* account = policy::value_of(witness, "aws:sourceaccount");
  return witness.caller.service + ", acting for " +
         (account != nullptr ? "account " + *account : std::string("another account")) + ", can";
}

}  // namespace

const AccessCheck kConfusedDeputy = {
    {"access/confused-deputy", "a service acts for strangers",
     "Any customer of a service can make it call a queue whose policy does not say for whom the "
     "service may act: by subscribing a topic of their own, or by owning a bucket of that name.",
     "IAM/confused-deputy"},
    policy::Severity::error,
    for_strangers,
    who_for_stranger,
    "add StringEquals on aws:SourceAccount, or ArnLike on aws:SourceArn with the account in it"};

const AccessCheck kServiceForOutsider = {
    {"access/service-for-outsider", "a service acts for a named account that is not trusted",
     "The policy says for whom the service may act, and that is an account outside the trusted "
     "ones. Usually meant; listed so that nobody has to look for it.",
     "IAM/confused-deputy"},
    policy::Severity::info,
    for_outsiders,
    who_for_outsider,
    "if this is meant, say so: --trusted-account ID",
    true};

}  // namespace sqsproof::properties

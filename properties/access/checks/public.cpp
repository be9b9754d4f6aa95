// access/public: strangers and anonymous callers.
//
// A stranger is an account that neither the policy nor the user names, in no organization that the
// policy names, and not behind a VPC endpoint or an address range that it names: if such a caller
// gets in, so does everyone.
#include "properties/access/checks/checks.h"

namespace sqsproof::properties {
namespace {

using policy::CallerKind;
using policy::Condition;

std::vector<policy::RequestClass> classes(const Subject& subject) {
  std::vector<Condition> network;
  add_no_named_network(subject, network);
  std::vector<Condition> stranger = network;
  add_stranger(subject, stranger);
  return {{{CallerKind::anonymous}, {}, network}, {iam_callers(), {}, stranger}};
}

std::string who(const Subject& /*subject*/, const policy::Request& witness) {
  return witness.caller.kind == CallerKind::anonymous
             ? "anyone on the internet, without an AWS account, can"
             : "any AWS account can";
}

}  // namespace

void add_stranger(const Subject& subject, std::vector<Condition>& stranger) {
  const std::set<std::string>& organizations = subject.mentions.organizations;
  stranger.push_back(
      condition("StringNotEquals", "aws:PrincipalAccount", subject.known_accounts()));
  if (!organizations.empty()) {
    stranger.push_back(condition("StringNotEquals", "aws:PrincipalOrgID", organizations));
    stranger.push_back(
        all_values("StringNotLike", "aws:PrincipalOrgPaths", wrapped("", organizations, "/*")));
  }
  if (subject.mentions.own_organization) {
    stranger.push_back(
        of_variable("StringNotEquals", "aws:PrincipalOrgID", "${aws:ResourceOrgID, 'none'}"));
  }
  if (!subject.mentions.user_ids.empty()) {
    stranger.push_back(condition("StringNotLike", "aws:userid", subject.mentions.user_ids));
  }
}

void add_no_named_network(const Subject& subject, std::vector<Condition>& conditions) {
  const Mentions& mentions = subject.mentions;
  if (!mentions.vpc_endpoints.empty()) {
    conditions.push_back(condition("StringNotEquals", "aws:SourceVpce", mentions.vpc_endpoints));
  }
  if (!mentions.ip_ranges.empty()) {
    conditions.push_back(condition("NotIpAddress", "aws:SourceIp", mentions.ip_ranges));
  }
  if (!mentions.vpcs.empty()) {
    conditions.push_back(condition("StringNotEquals", "aws:SourceVpc", mentions.vpcs));
  }
}

const AccessCheck kPublic = {
    {"access/public", "strangers can use the queue",
     "Whoever may send can fill the queue and feed its consumers; whoever may receive or purge "
     "takes the messages away. A queue is public when a caller that nobody named gets in.",
     "IAM/access-analyzer-concepts; Config sqs-queue-no-public-access"},
    policy::Severity::error,
    classes,
    who,
    "name who may: an account or role as Principal, or a condition such as StringEquals on "
    "aws:PrincipalOrgID"};

}  // namespace sqsproof::properties

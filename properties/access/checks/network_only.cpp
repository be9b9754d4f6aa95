// access/network-only: strangers who come from a network that the policy names.
//
// A VPC endpoint or a range of addresses says from where a call comes, not who makes it: whoever
// is in that network may use credentials of any account. Such a policy is not public, so this is
// asked only where access/public finds nothing.
#include "properties/access/checks/checks.h"

namespace sqsproof::properties {
namespace {

using policy::CallerKind;
using policy::Condition;

/// Being in one of the named networks of each kind.
std::vector<Condition> named_networks(const Subject& subject) {
  const Mentions& mentions = subject.mentions;
  std::vector<Condition> networks;
  if (!mentions.vpc_endpoints.empty()) {
    networks.push_back(condition("StringEquals", "aws:SourceVpce", mentions.vpc_endpoints));
  }
  if (!mentions.vpcs.empty()) {
    networks.push_back(condition("StringEquals", "aws:SourceVpc", mentions.vpcs));
  }
  if (!mentions.ip_ranges.empty()) {
    networks.push_back(condition("IpAddress", "aws:SourceIp", mentions.ip_ranges));
  }
  return networks;
}

std::vector<policy::RequestClass> classes(const Subject& subject) {
  std::vector<Condition> stranger;
  add_stranger(subject, stranger);
  std::vector<policy::RequestClass> classes;
  for (const Condition& network : named_networks(subject)) {
    std::vector<Condition> inside = stranger;
    inside.push_back(network);
    classes.push_back({iam_callers(), {}, std::move(inside)});
    classes.push_back({{CallerKind::anonymous}, {}, {network}});
  }
  return classes;
}

std::string who(const Subject& /*subject*/, const policy::Request& witness) {
  for (const char* key : {"aws:sourcevpce", "aws:sourcevpc", "aws:sourceip"}) {
    const std::string* network = policy::value_of(witness, key);
    if (network == nullptr) continue;
    return "whoever calls from " + *network +
           (witness.caller.kind == CallerKind::anonymous ? ", with or without an account, can"
                                                         : ", of whatever account, can");
  }
  return "whoever is in a named network can";
}

}  // namespace

const AccessCheck kNetworkOnly = {
    {"access/network-only", "a network is all that a stranger needs",
     "An endpoint or an address says where a call comes from, not who makes it. Whoever gets into "
     "the network can use the queue with credentials of an account of their own.",
     "IAM/access_policies_data-perimeters"},
    policy::Severity::warning,
    classes,
    who,
    "say also who may: StringEquals on aws:PrincipalOrgID or aws:PrincipalAccount",
    false,
    true,
    {},
    "access/public"};

}  // namespace sqsproof::properties

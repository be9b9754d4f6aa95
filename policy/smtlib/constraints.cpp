// Source of every row: IAM/reference_policies_condition-keys (availability of each key), Service
// Authorization Reference, list_amazonsqs (tags of each action).
#include "policy/smtlib/constraints.h"

#include <algorithm>
#include <optional>

#include "policy/smtlib/correlations.h"

namespace sqsproof::policy::smtlib {
namespace {

constexpr ConstraintRow kRows[] = {
    // a service names for whom it acts
    {"source-arn/services-only", "-aws:sourcearn|@service"},
    {"source-account/services-only", "-aws:sourceaccount|@service"},
    {"source-org/services-only", "-aws:sourceorgid|@service"},
    {"source-org-paths/services-only", "-aws:sourceorgpaths|@service"},
    // members of organisations, tagged callers and sessions are of an account
    {"principal-org/iam-only", "-aws:principalorgid|@iam"},
    {"principal-org-paths/iam-only", "-aws:principalorgpaths|@iam"},
    {"principal-tag/iam-only", "-aws:principaltag/|@iam"},
    {"token/iam-only", "-aws:tokenissuetime|@iam"},
    {"mfa/iam-only", "-aws:multifactorauthpresent|@iam"},
    {"mfa-age/iam-only", "-aws:multifactorauthage|@iam"},
    {"assumed-root/iam-only", "-aws:assumedroot|@iam"},
    {"federated-provider/roles-only", "-aws:federatedprovider|@role"},
    {"source-identity/roles-only", "-aws:sourceidentity|@role"},
    {"ec2-vpc/instances-only", "-aws:ec2instancesourcevpc|@instance"},
    {"ec2-address/instances-only", "-aws:ec2instancesourceprivateipv4|@instance"},
    {"ec2-delivery/instances-only", "-ec2:roledelivery|@instance"},
    {"ec2-instance/instances-only", "-ec2:sourceinstancearn|@instance"},
    {"lambda-function/roles-only", "-lambda:sourcefunctionarn|@role"},
    {"token/temporary", "@lasting|+aws:tokenissuetime"},
    {"mfa/temporary", "-aws:multifactorauthpresent|+aws:tokenissuetime"},
    {"mfa-age/temporary", "-aws:multifactorauthage|+aws:tokenissuetime"},
    {"mfa-age/present", "-aws:multifactorauthage|aws:multifactorauthpresent=true"},
    // the network is hidden when a service calls
    {"source-ip/not-services", "-aws:sourceip|@direct"},
    {"source-vpc/not-services", "-aws:sourcevpc|@direct"},
    {"source-vpce/not-services", "-aws:sourcevpce|@direct"},
    {"vpc-source-ip/not-services", "-aws:vpcsourceip|@direct"},
    {"vpce-org/not-services", "-aws:vpceorgid|@direct"},
    {"referer/not-services", "-aws:referer|@direct"},
    // every request has these
    {"secure-transport/present", "+aws:securetransport"},
    {"user-agent/present", "+aws:useragent"},
    {"via-service/present", "+aws:viaawsservice"},
    // TLS: services use it, VPC endpoints take nothing else
    {"secure-transport/services", "@direct|aws:securetransport=true"},
    {"secure-transport/vpce", "-aws:sourcevpce|aws:securetransport=true", nullptr, true},
    {"secure-transport/vpc", "-aws:sourcevpc|aws:securetransport=true", nullptr, true},
    {"secure-transport/vpc-ip", "-aws:vpcsourceip|aws:securetransport=true", nullptr, true},
    {"secure-transport/vpce-org", "-aws:vpceorgid|aws:securetransport=true", nullptr, true},
    // calls that a service forwards for a caller of an account
    {"called-via/iam-only", "-aws:calledvia|@iam"},
    {"via-service/iam-only", "@iam|aws:viaawsservice=false"},
    {"via-service/no-vpce", "-aws:sourcevpce|aws:viaawsservice=false"},
    {"via-service/no-vpc", "-aws:sourcevpc|aws:viaawsservice=false"},
    {"via-service/no-vpc-ip", "-aws:vpcsourceip|aws:viaawsservice=false"},
    {"via-service/no-vpce-org", "-aws:vpceorgid|aws:viaawsservice=false"},
    {"called-via/no-vpce", "-aws:calledvia|-aws:sourcevpce"},
    {"called-via/no-vpc", "-aws:calledvia|-aws:sourcevpc"},
    {"called-via/no-vpc-ip", "-aws:calledvia|-aws:vpcsourceip"},
    {"called-via/no-vpce-org", "-aws:calledvia|-aws:vpceorgid"},
    {"called-via/forwarded", "-aws:calledvia|aws:viaawsservice=true"},
    // from the internet, or through an endpoint
    {"source-ip/no-vpc", "-aws:sourceip|-aws:sourcevpc"},
    {"source-ip/no-vpce", "-aws:sourceip|-aws:sourcevpce"},
    {"source-ip/no-vpc-ip", "-aws:sourceip|-aws:vpcsourceip"},
    {"source-ip/no-vpce-org", "-aws:sourceip|-aws:vpceorgid"},
    {"vpce/vpc", "-aws:sourcevpce|+aws:sourcevpc"},
    {"vpc/vpce", "-aws:sourcevpc|+aws:sourcevpce"},
    {"vpce/address", "-aws:sourcevpce|+aws:vpcsourceip"},
    {"address/vpce", "-aws:vpcsourceip|+aws:sourcevpce"},
    {"vpc/address", "-aws:sourcevpc|+aws:vpcsourceip"},
    {"address/vpc", "-aws:vpcsourceip|+aws:sourcevpc"},
    {"vpce-org/vpce", "-aws:vpceorgid|+aws:sourcevpce"},
    {"vpce-org/vpc", "-aws:vpceorgid|+aws:sourcevpc"},
    {"vpce-org/address", "-aws:vpceorgid|+aws:vpcsourceip"},
    // one of the two at least, unless a service is between
    {"anonymous/somewhere-vpce", "@named|+aws:sourceip|+aws:sourcevpce"},
    {"anonymous/somewhere-vpc", "@named|+aws:sourceip|+aws:sourcevpc"},
    {"anonymous/somewhere-vpc-ip", "@named|+aws:sourceip|+aws:vpcsourceip"},
    {"anonymous/somewhere-tls", "@named|+aws:sourceip|aws:securetransport=true", nullptr, true},
    {"direct/somewhere-vpce", "@service|aws:viaawsservice=true|+aws:sourceip|+aws:sourcevpce"},
    {"direct/somewhere-vpc", "@service|aws:viaawsservice=true|+aws:sourceip|+aws:sourcevpc"},
    {"direct/somewhere-vpc-ip", "@service|aws:viaawsservice=true|+aws:sourceip|+aws:vpcsourceip"},
    {"direct/somewhere-tls",
     "@service|aws:viaawsservice=true|+aws:sourceip|aws:securetransport=true", nullptr, true},
    // tags come with the actions that set them
    {"request-tag/actions", "-aws:requesttag/|!tags", nullptr, true},
    {"tag-keys/actions", "-aws:tagkeys|!keys", nullptr, true},
    {"request-tag/listed", "", require_key_of_tag},
    {"tag-keys/tags", "", require_tag_of_key, true},
    // values of one key that hang on those of another
    {"source-arn/region-of-rule", "", require_region_of_rule, true},
    {"token/issued-before", "", require_issue_before_now},
    {"principal-org/own-account", "", require_organization_of_caller, true},
    {"source-org/own-account", "", require_organization_of_source, true},
};

Term callers(std::string_view name, CallerTerms& caller) {
  if (name == "named") return opposite(caller.is(CallerKind::anonymous));
  if (name == "instance") {
    // An instance's session has the instance's id for a name.
    const Term role = caller.is(CallerKind::role);
    if (role == kFalse) return kFalse;
    return all_true({role, call("str.contains", {caller.user_id(), "\":i-\""})});
  }
  if (name == "service") return caller.is(CallerKind::service);
  if (name == "role") return caller.is(CallerKind::role);
  if (name == "direct") return opposite(caller.is(CallerKind::service));
  const Term temporary = caller.is_one_of({CallerKind::role, CallerKind::federated_user});
  return name == "lasting" ? opposite(temporary) : caller.is_iam();
}

/// nullopt when nobody asked for the key: it can be chosen as it has to be.
std::optional<Term> alternative(std::string_view text, const std::string& of_prefix,
                                Requests& requests, const ActionTerm& action) {
  if (text.front() == '!') {
    const RequestTags least = text == "!tags" ? RequestTags::keys_and_values : RequestTags::keys;
    return action.where([&](const VocabularyAction& one) { return one.tags >= least; });
  }
  if (text.front() == '@') return callers(text.substr(1), requests.caller());
  const std::size_t equals = text.find('=');
  const bool valued = equals != std::string_view::npos;
  std::string key(valued ? text.substr(0, equals) : text.substr(1));
  if (key.ends_with('/')) key = of_prefix;
  const auto found = requests.keys().find(key);
  if (found == requests.keys().end()) return std::nullopt;
  const KeyTerms& terms = found->second;
  if (!valued) return text.front() == '+' ? terms.present : opposite(terms.present);
  const Term value = requests.script().quoted(text.substr(equals + 1));
  return all_true({terms.present, equal(terms.value, value)});
}

void require_row(std::string_view text, const std::string& of_prefix, Requests& requests,
                 const ActionTerm& action) {
  std::vector<Term> terms;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('|'), text.size());
    const auto term = alternative(text.substr(0, end), of_prefix, requests, action);
    if (!term) return;
    terms.push_back(*term);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  requests.script().require(any_true(terms));
}

}  // namespace

std::span<const ConstraintRow> all_constraint_rows() { return kRows; }

void require_constraints(Requests& requests, const ActionTerm& action) {
  std::vector<std::string> keys;
  for (const auto& [key, terms] : requests.keys()) keys.push_back(key);
  for (const ConstraintRow& row : kRows) {
    if (row.of_queues && requests.open() != nullptr) continue;
    if (row.require != nullptr) {
      row.require(requests, action);
      continue;
    }
    const std::size_t slash = row.text.find("/|");
    if (slash == std::string_view::npos) {
      require_row(row.text, "", requests, action);
      continue;
    }
    const std::string_view prefix = row.text.substr(1, slash);
    for (const std::string& key : keys) {
      if (key.starts_with(prefix)) require_row(row.text, key, requests, action);
    }
  }
}

}  // namespace sqsproof::policy::smtlib

#include "policy/document/condition_keys.h"

#include <string>
#include <unordered_map>
#include <vector>

#include "policy/support/words.h"

namespace sqsproof::policy {
namespace {

constexpr auto kString = KeyType::string;
constexpr auto kArn = KeyType::arn;
constexpr auto kNumber = KeyType::number;
constexpr auto kDate = KeyType::date;
constexpr auto kBoolean = KeyType::boolean;
constexpr auto kIp = KeyType::ip;
constexpr auto kSometimes = KeyUse::sometimes;
constexpr auto kAlways = KeyUse::always;
constexpr auto kNever = KeyUse::never;
constexpr auto kDeprecated = KeyUse::deprecated;

constexpr ConditionKey kRows[] = {
    // the caller
    {"aws:PrincipalArn", kArn, false, kSometimes},
    {"aws:PrincipalAccount", kString, false, kSometimes},
    {"aws:PrincipalOrgID", kString, false, kSometimes},
    {"aws:PrincipalOrgPaths", kString, true, kSometimes},
    {"aws:PrincipalTag/", kString, false, kSometimes},
    {"aws:PrincipalIsAWSService", kBoolean, false, kSometimes},
    {"aws:PrincipalServiceName", kString, false, kSometimes},
    {"aws:PrincipalServiceNamesList", kString, true, kSometimes},
    {"aws:PrincipalType", kString, false, kSometimes},
    {"aws:userid", kString, false, kSometimes},
    {"aws:username", kString, false, kSometimes},
    // the session of a role
    {"aws:TokenIssueTime", kDate, false, kSometimes},
    {"aws:MultiFactorAuthPresent", kBoolean, false, kSometimes},
    {"aws:MultiFactorAuthAge", kNumber, false, kSometimes},
    {"aws:FederatedProvider", kString, false, kSometimes},
    {"aws:SourceIdentity", kString, false, kSometimes},
    {"aws:AssumedRoot", kString, false, kSometimes},
    {"aws:ChatbotSourceArn", kArn, false, kSometimes},
    {"aws:SignInSessionArn", kArn, false, kSometimes},
    {"aws:ViaCustomerDomain", kBoolean, false, kSometimes},
    {"aws:Ec2InstanceSourceVpc", kString, false, kSometimes},
    {"aws:Ec2InstanceSourcePrivateIPv4", kIp, false, kSometimes},
    {"ec2:RoleDelivery", kNumber, false, kSometimes},
    {"ec2:SourceInstanceArn", kArn, false, kSometimes},
    {"glue:RoleAssumedBy", kString, false, kSometimes},
    {"glue:CredentialIssuingService", kString, false, kSometimes},
    {"codebuild:BuildArn", kArn, false, kSometimes},
    {"codebuild:ProjectArn", kArn, false, kSometimes},
    {"lambda:SourceFunctionArn", kArn, false, kSometimes},
    {"ssm:SourceInstanceArn", kArn, false, kSometimes},
    {"identitystore:UserId", kString, false, kSometimes},
    // the network
    {"aws:SourceIp", kIp, false, kSometimes},
    {"aws:SourceVpc", kString, false, kSometimes},
    {"aws:SourceVpce", kString, false, kSometimes},
    {"aws:VpcSourceIp", kIp, false, kSometimes},
    {"aws:SourceVpcArn", kArn, false, kNever},
    {"aws:VpceAccount", kString, false, kNever},
    {"aws:VpceOrgPaths", kString, true, kNever},
    {"aws:VpceOrgID", kString, false, kSometimes},
    // the resource
    {"aws:ResourceAccount", kString, false, kAlways},
    {"aws:ResourceOrgID", kString, false, kSometimes},
    {"aws:ResourceOrgPaths", kString, true, kSometimes},
    {"aws:ResourceTag/", kString, false, kSometimes},
    // the request
    {"aws:SourceArn", kArn, false, kSometimes},
    {"aws:SourceAccount", kString, false, kSometimes},
    {"aws:SourceOrgID", kString, false, kSometimes},
    {"aws:SourceOrgPaths", kString, true, kSometimes},
    {"aws:SecureTransport", kBoolean, false, kAlways},
    {"aws:CurrentTime", kDate, false, kAlways},
    {"aws:EpochTime", KeyType::number_or_date, false, kAlways},
    {"aws:RequestedRegion", kString, false, kAlways},
    {"aws:UserAgent", kString, false, kAlways},
    {"aws:Referer", kString, false, kSometimes},
    {"aws:ViaAWSService", kBoolean, false, kAlways},
    {"aws:CalledVia", kString, true, kSometimes},
    {"aws:CalledViaFirst", kString, false, kSometimes},
    {"aws:CalledViaLast", kString, false, kSometimes},
    {"aws:RequestTag/", kString, false, kSometimes},
    {"aws:TagKeys", kString, true, kSometimes},
    {"aws:CalledViaAWSMCP", kString, false, kSometimes},
    {"aws:ViaAWSMCPService", kBoolean, false, kSometimes},
    {"aws:IsMcpServiceAction", kBoolean, false, kSometimes},
    // older ones
    {"aws:SourceOwner", kString, false, kDeprecated},
    {"aws:TokenAge", kNumber, false, kDeprecated},
    {"aws:ARN", kArn, false, kDeprecated},
};

}  // namespace

std::span<const ConditionKey> all_condition_keys() { return kRows; }

const ConditionKey* find_condition_key(std::string_view lower_case_key) {
  static const auto kNames = [] {
    std::vector<std::string> names;
    for (const ConditionKey& row : kRows) names.push_back(to_lower(row.name));
    return names;
  }();
  static const auto kByName = [] {
    std::unordered_map<std::string_view, const ConditionKey*> by_name;
    for (std::size_t i = 0; i < kNames.size(); ++i) by_name.emplace(kNames[i], &kRows[i]);
    return by_name;
  }();
  // A key with a tag stands under the name up to its slash.
  const std::size_t slash = lower_case_key.find('/');
  const bool tagged = slash != std::string_view::npos && slash + 1 < lower_case_key.size();
  const auto found = kByName.find(tagged ? lower_case_key.substr(0, slash + 1) : lower_case_key);
  if (found == kByName.end() || found->second->name.ends_with('/') != tagged) return nullptr;
  return found->second;
}

bool is_key_of_another_service(std::string_view lower_case_key) {
  return !lower_case_key.starts_with("aws:") && find_condition_key(lower_case_key) == nullptr;
}

std::string_view service_of_key(std::string_view lower_case_key) {
  if (!is_key_of_another_service(lower_case_key)) return {};
  return lower_case_key.substr(0, lower_case_key.find(':'));
}

}  // namespace sqsproof::policy

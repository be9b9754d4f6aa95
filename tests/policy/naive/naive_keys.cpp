// The condition keys, from IAM/reference_policies_condition-keys. Tags, and keys that are not here,
// are single texts.
#include <initializer_list>
#include <set>

#include "tests/policy/naive/naive_request.h"
#include "tests/policy/naive/naive_words.h"

namespace sqsproof::tests::naive {
namespace {

using Type = KeyFacts::Type;

std::map<std::string, KeyFacts> make_table() {
  std::map<std::string, KeyFacts> keys;
  const auto add = [&](Type type, bool many, std::initializer_list<const char*> names) {
    for (const char* name : names) keys[lower(name)] = {type, many};
  };
  add(Type::string, true,
      {"aws:PrincipalOrgPaths", "aws:PrincipalServiceNamesList", "aws:ResourceOrgPaths",
       "aws:SourceOrgPaths", "aws:VpceOrgPaths", "aws:CalledVia", "aws:TagKeys"});
  add(Type::boolean, false,
      {"aws:PrincipalIsAWSService", "aws:MultiFactorAuthPresent", "aws:SecureTransport",
       "aws:ViaAWSService", "aws:ViaAWSMCPService", "aws:IsMcpServiceAction",
       "aws:ViaCustomerDomain"});
  add(Type::arn, false, {"aws:PrincipalArn", "aws:SourceArn", "aws:SourceVpcArn", "aws:ARN"});
  add(Type::arn, false,
      {"ec2:SourceInstanceArn", "lambda:SourceFunctionArn", "ssm:SourceInstanceArn",
       "codebuild:BuildArn", "codebuild:ProjectArn", "aws:ChatbotSourceArn",
       "aws:SignInSessionArn"});
  add(Type::string, false,
      {"glue:RoleAssumedBy", "glue:CredentialIssuingService", "identitystore:UserId"});
  add(Type::number, false, {"ec2:RoleDelivery"});
  add(Type::ip, false, {"aws:SourceIp", "aws:VpcSourceIp", "aws:Ec2InstanceSourcePrivateIPv4"});
  add(Type::date, false, {"aws:CurrentTime", "aws:TokenIssueTime"});
  add(Type::epoch, false, {"aws:EpochTime"});
  add(Type::number, false, {"aws:MultiFactorAuthAge", "aws:TokenAge"});
  add(Type::string, false, {"aws:VpceAccount"});
  for (const char* name : {"aws:sourcevpcarn", "aws:vpceaccount", "aws:vpceorgpaths"}) {
    keys[name].standing = KeyFacts::Standing::not_for_sqs;
  }
  return keys;
}

bool is_iam(const Who& who) {
  return who.kind != Who::Kind::anonymous && who.kind != Who::Kind::service;
}

}  // namespace

KeyFacts facts_of(const std::string& key) {
  static const std::map<std::string, KeyFacts> kTable = make_table();
  const auto found = kTable.find(key);
  if (found != kTable.end()) return found->second;
  KeyFacts facts;
  if (key.rfind("aws:", 0) != 0) facts.standing = KeyFacts::Standing::foreign;
  return facts;
}

Missing missing(const std::string& key, const Asked& asked) {
  static const std::set<std::string> kOfServices = {"aws:principalaccount", "aws:principalarn",
                                                    "aws:principaltype", "aws:userid"};
  static const std::set<std::string> kNew = {"aws:calledviaawsmcp", "aws:viaawsmcpservice",
                                             "aws:ismcpserviceaction"};
  const Who& who = asked.who;
  const bool service = who.kind == Who::Kind::service;
  if (service && kOfServices.contains(key)) return Missing::nobodys;
  if (kNew.contains(key)) return Missing::anything;
  if (key == "aws:sourceowner" && service && asked.principal.rfind("sns.", 0) == 0) {
    return Missing::anything;
  }
  // Users may have temporary credentials too.
  if (key == "aws:arn" || (key == "aws:tokenage" && is_iam(who))) return Missing::anything;
  const bool has_id = who.kind == Who::Kind::user || who.kind == Who::Kind::role;
  return key == "aws:userid" && has_id ? Missing::untold : Missing::absent;
}

}  // namespace sqsproof::tests::naive

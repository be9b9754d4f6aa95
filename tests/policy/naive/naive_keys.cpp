// The condition keys, from IAM/reference_policies_condition-keys. Tags, and keys that are not here,
// are single texts.
#include <initializer_list>

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
       "aws:ViaAWSService", "aws:ViaAWSMCPService"});
  add(Type::arn, false, {"aws:PrincipalArn", "aws:SourceArn", "aws:SourceVpcArn", "aws:ARN"});
  add(Type::ip, false, {"aws:SourceIp", "aws:VpcSourceIp", "aws:Ec2InstanceSourcePrivateIPv4"});
  add(Type::date, false, {"aws:CurrentTime", "aws:TokenIssueTime"});
  add(Type::epoch, false, {"aws:EpochTime"});
  add(Type::number, false, {"aws:MultiFactorAuthAge", "aws:TokenAge"});
  return keys;
}

}  // namespace

KeyFacts facts_of(const std::string& key) {
  static const std::map<std::string, KeyFacts> kTable = make_table();
  const auto found = kTable.find(key);
  return found == kTable.end() ? KeyFacts{} : found->second;
}

}  // namespace sqsproof::tests::naive

// The words of which random policies, questions and requests are made, few, so that they often
// meet.
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "tests/policy/prover_support.h"

namespace sqsproof::policy {

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return engine_() % n; }
  bool chance(std::size_t percent) { return below(100) < percent; }
  const std::string& pick(const std::vector<std::string>& words) {
    return words[below(words.size())];
  }

 private:
  std::mt19937 engine_;
};

struct KeyWords {
  std::string key;
  std::vector<std::string> values;       ///< patterns among them
  bool set_operators = false;            ///< only with ForAllValues or ForAnyValue, mostly
  std::vector<std::string> operators{};  ///< mostly these; empty: any of kOperators
};

inline const std::vector<std::string> kIpOperators = {"IpAddress", "NotIpAddress"};
inline const std::vector<std::string> kDateOperators = {"DateEquals",      "DateNotEquals",
                                                        "DateLessThan",    "DateLessThanEquals",
                                                        "DateGreaterThan", "DateGreaterThanEquals"};
inline const std::vector<std::string> kNumericOperators = {
    "NumericEquals",         "NumericNotEquals",   "NumericLessThan",
    "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals"};

inline const std::vector<KeyWords>& key_words() {
  static const std::vector<KeyWords> kWords = {
      {"aws:PrincipalArn",
       {"arn:aws:iam::111122223333:role/x/build", "arn:aws:iam::111122223333:*", "arn:aws:iam::*",
        "arn:aws:iam::*:role/*", "arn:aws:iam::111122223333:user/alice", "*:root", "*",
        "arn:aws:sts::111122223333:federated-user/*"}},
      {"aws:PrincipalAccount",
       {"111122223333", "444455556666", "1111*", "anonymous", "*", "????????3333",
        "${aws:ResourceAccount}", "${aws:SourceAccount}"}},
      {"aws:PrincipalOrgID", {"o-abc", "o-xyz", "o-*", "o-a*", "${aws:ResourceOrgID}"}},
      {"aws:PrincipalOrgPaths", {"o-abc/r-1/ou-1/", "o-abc/*", "*/r-1/*", "o-xyz/r-1/"}, true},
      {"aws:PrincipalType", {"User", "AssumedRole", "Account", "A*", "Anonymous"}},
      {"aws:PrincipalIsAWSService", {"true", "false"}},
      {"aws:PrincipalServiceName", {"s3.amazonaws.com", "sns.amazonaws.com", "s*"}},
      {"aws:PrincipalServiceNamesList", {"s3.amazonaws.com", "*"}, true},
      {"aws:userid",
       {"AIDAONE", "AROATWO:*", "*:ci", "111122223333:*", "anonymous", "111122223333", "A*",
        "*:i-*"}},
      {"aws:username", {"alice", "a*", "*", "${aws:PrincipalTag/team}", "${aws:username}"}},
      {"aws:SourceArn",
       {"arn:aws:s3:::uploads", "arn:aws:s3:*:*:uploads", "arn:aws:sns:us-east-1:111122223333:t",
        "arn:aws:sns:*:444455556666:*", "arn:aws:s*", "*:111122223333:*",
        "arn:aws:events:eu-west-1:*:rule/*", "arn:aws:events:*:111122223333:rule/n"}},
      {"aws:SourceAccount", {"111122223333", "444455556666", "4*", "*", "${aws:ResourceAccount}"}},
      {"aws:SecureTransport", {"true", "false", "TRUE"}},
      {"aws:SourceVpce", {"vpce-1", "vpce-2", "vpce-*"}},
      {"aws:SourceVpc", {"vpc-1", "vpc-*"}},
      {"aws:PrincipalTag/team",
       {"red", "blue", "r*", "", "${aws:username}", "${aws:UserAgent, 'blue'}",
        "${aws:ResourceTag/team}x${*}"}},
      {"aws:TagKeys", {"a", "b", "a*", "*"}, true},
      {"aws:CalledVia", {"athena.amazonaws.com", "a*"}, true},
      {"aws:ViaAWSService", {"true", "false"}},
      {"aws:ResourceAccount", {"444455556666", "111122223333"}},
      {"aws:NoSuchKey", {"x", "*"}},
      {"aws:VpceAccount",
       {"111122223333", "4*", "${aws:ResourceAccount}", "${aws:PrincipalAccount}"}},
      {"aws:VpceOrgPaths", {"o-abc/*"}, true},
      {"s3:prefix", {"x", "*"}},
      {"aws:SourceOwner", {"111122223333"}},
      {"aws:TokenAge", {"60"}, false, kNumericOperators},
      {"aws:ViaAWSMCPService", {"true", "false"}},
      {"aws:SourceIp",
       {"203.0.113.0/24", "203.0.113.7", "0.0.0.0/0", "198.51.100.0/23", "10.0.0.0/8",
        "2001:db8::/32", "2001:db8::7", "::/0", "203.0.113.0/33"},
       false,
       kIpOperators},
      {"aws:CurrentTime",
       {"2026-01-01T00:00:00Z", "2026-01-01", "2027-06-30T12:00:00.5Z", "1767225600", "soon"},
       false,
       kDateOperators},
      {"aws:EpochTime", {"1767225600", "1767225599.5", "0", "1e9"}, false, kNumericOperators},
      {"aws:EpochTime", {"1767225600", "2026-01-01T00:00:01Z", "2030"}, false, kDateOperators},
      {"aws:MultiFactorAuthPresent", {"true", "false"}},
      {"aws:UserAgent",
       {"cli", "r*", "${aws:PrincipalTag/team}", "${aws:TokenAge}",
        "${aws:PrincipalAccount, 'cli'}", "${aws:SourceOwner, 'cli'}"}},
      {"aws:ResourceTag/team", {"red", "b*"}},
      {"aws:ResourceOrgID", {"o-abc", "o-*"}},
      {"aws:ResourceOrgPaths", {"o-abc/r-1/", "o-xyz/*"}, true},
      {"aws:SourceOrgID", {"o-abc", "o-xyz", "o-*", "${aws:ResourceOrgID}"}},
      {"aws:SourceOrgPaths", {"o-abc/r-1/", "o-xyz/*"}, true},
      {"aws:RequestTag/a", {"red", "b*", "*", "${aws:PrincipalTag/team}"}},
      {"aws:RequestTag/b", {"red", "*"}},
      {"aws:CalledViaFirst", {"athena.amazonaws.com", "b", "a*"}},
      {"aws:CalledViaLast", {"athena.amazonaws.com", "c", "b*"}},
      {"ec2:SourceInstanceArn", {"arn:aws:ec2:*:*:instance/*"}},
      {"aws:VpceOrgID", {"o-abc", "o-*"}},
      {"aws:VpcSourceIp", {"10.0.0.0/8", "10.0.0.7", "203.0.113.0/24"}, false, kIpOperators},
      {"aws:TokenIssueTime",
       {"2026-01-01T00:00:00Z", "2025-06-30", "2027-06-30T12:00:00.5Z", "2030"},
       false,
       kDateOperators},
      {"aws:MultiFactorAuthAge", {"3600", "300", "0", "59.5", "x"}, false, kNumericOperators},
  };
  return kWords;
}

}  // namespace sqsproof::policy

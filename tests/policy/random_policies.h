// Random policies, questions and requests made of the same few words, so that they often meet.
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
       {"AIDAONE", "AROATWO:*", "*:ci", "111122223333:*", "anonymous", "111122223333", "A*"}},
      {"aws:username", {"alice", "a*", "*", "${aws:PrincipalTag/team}", "${aws:username}"}},
      {"aws:SourceArn",
       {"arn:aws:s3:::uploads", "arn:aws:s3:*:*:uploads", "arn:aws:sns:us-east-1:111122223333:t",
        "arn:aws:sns:*:444455556666:*", "arn:aws:s*", "*:111122223333:*"}},
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
      {"aws:MultiFactorAuthAge", {"3600", "300", "0", "59.5", "x"}, false, kNumericOperators},
  };
  return kWords;
}

inline const std::vector<std::string> kOperators = {"StringEquals",
                                                    "StringNotEquals",
                                                    "StringLike",
                                                    "StringNotLike",
                                                    "StringEqualsIgnoreCase",
                                                    "ArnLike",
                                                    "ArnNotLike",
                                                    "ArnEquals",
                                                    "Null",
                                                    "Bool",
                                                    "StringNotEqualsIgnoreCase"};

inline std::string quoted_list(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "\"" : ",\"") + word + "\"";
  return "[" + list + "]";
}

inline std::string random_condition(Random& random) {
  const KeyWords& words = key_words()[random.below(key_words().size())];
  std::string op =
      random.pick(words.operators.empty() || random.chance(10) ? kOperators : words.operators);
  std::vector<std::string> values;
  const std::size_t count = random.chance(4) ? 0 : 1 + random.below(2);
  for (std::size_t i = 0; i < count; ++i) {
    values.push_back(op == "Null" ? (random.chance(50) ? "true" : "false")
                                  : random.pick(words.values));
  }
  if (op != "Null" && random.chance(20)) op += "IfExists";
  if (random.chance(words.set_operators ? 90 : 15)) {
    op = (random.chance(50) ? "ForAllValues:" : "ForAnyValue:") + op;
  }
  return "\"" + op + "\":{\"" + words.key + "\":" + quoted_list(values) + "}";
}

inline std::string random_block(Random& random, std::size_t most) {
  std::string block;
  std::vector<std::string> seen;
  const std::size_t count = random.below(most + 1);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string condition = random_condition(random);
    const std::string op = condition.substr(0, condition.find(':', condition.find('{') - 2));
    if (std::find(seen.begin(), seen.end(), op) != seen.end()) continue;
    seen.push_back(op);
    block += (block.empty() ? "" : ",") + condition;
  }
  return "{" + block + "}";
}

inline const std::vector<std::string>& principal_elements() {
  static const std::vector<std::string> kElements = {
      R"({"AWS":"*"})",
      R"({"AWS":"111122223333"})",
      R"({"AWS":"arn:aws:iam::444455556666:root"})",
      R"({"AWS":"arn:aws:iam::111122223333:user/alice"})",
      R"({"AWS":"arn:aws:iam::111122223333:role/x/build"})",
      R"({"AWS":"arn:aws:iam::111122223333:role/build"})",
      R"({"AWS":["arn:aws:sts::111122223333:assumed-role/build/ci"]})",
      R"({"AWS":["arn:aws:sts::111122223333:federated-user/bob","111122223333"]})",
      R"({"AWS":["AROATWOTWOTWOTWOTWO","arn:aws:iam::111122223333:root"]})",
      R"({"AWS":["AIDAONEONEONEONEONE"]})",
      R"({"AWS":"arn:aws-cn:iam::111122223333:root"})",
      R"({"Service":"s3.amazonaws.com"})",
      R"({"Service":["sns.amazonaws.com","S3.amazonaws.com"]})",
      R"({"CanonicalUser":"79a5"})",
      R"({"AWS":"111122223333","Service":"sns.amazonaws.com"})",
  };
  return kElements;
}

inline std::string random_principal(Random& random) {
  return random.chance(45) ? "\"*\"" : random.pick(principal_elements());
}

inline std::string random_statement(Random& random) {
  const bool allow = random.chance(60);
  const std::string negated = random.chance(12) ? "Not" : "";
  const std::vector<std::string> actions = {"sqs:*", "sqs:SendMessage", "sqs:*Message",
                                            "sqs:DeleteQueue", "*"};
  const std::string resource = random.chance(90) ? "*"
                               : random.chance(50)
                                   ? "arn:aws:sqs:us-east-1:444455556666:Orders"
                                   : "arn:aws:sqs:us-east-1:444455556666:${aws:PrincipalTag/team}";
  return std::string(R"("Effect":")") + (allow ? "Allow" : "Deny") + "\",\"" + negated +
         "Principal\":" + random_principal(random) + ",\"" + (random.chance(8) ? "Not" : "") +
         "Action\":\"" + random.pick(actions) + R"(","Resource":")" + resource +
         R"(","Condition":)" + random_block(random, 2);
}

inline Question random_question(Random& random) {
  Question question;
  const std::size_t classes = 1 + random.below(2);
  for (std::size_t i = 0; i < classes; ++i) {
    RequestClass wanted = class_of({}, random_block(random, 2));
    for (int kind = 0; kind < 6; ++kind) {
      if (random.chance(60)) wanted.callers.push_back(static_cast<CallerKind>(kind));
    }
    if (random.chance(40)) wanted.actions = {"sqs:SendMessage", "sqs:DeleteQueue"};
    question.classes.push_back(wanted);
  }
  question.stranger_accounts = {"999988887777"};
  return question;
}

inline void give(Request& request, const std::string& key, std::vector<std::string> values) {
  std::string lower = key;
  for (char& c : lower) c = static_cast<char>(std::tolower(c));
  request.context[lower] = {key, std::move(values)};
}

inline void random_source(Random& random, Request& request) {
  const std::string account = random.chance(50) ? "111122223333" : "444455556666";
  const bool bucket = random.chance(50);
  const std::string arn =
      bucket ? (random.chance(70) ? "arn:aws:s3:::uploads" : "arn:aws:s3:::other")
             : "arn:aws:sns:us-east-1:" + account + (random.chance(70) ? ":t" : ":u");
  if (random.chance(70)) give(request, "aws:SourceArn", {arn});
  if (random.chance(60)) give(request, "aws:SourceAccount", {account});
}

inline void random_caller(Random& random, Request& request) {
  const std::string account = random.pick({"111122223333", "444455556666", "999988887777"});
  const std::string iam = "arn:aws:iam::" + account + ":";
  switch (random.below(7)) {
    case 0:
      request.principal = "anonymous";
      break;
    case 1:
      request.principal = iam + "root";
      break;
    case 2:
      request.principal = iam + random.pick({"user/alice", "user/x/alice", "user/bob"});
      give(request, "aws:userid", {random.pick({"AIDAONE", "AIDAONEONEONEONEONE", "AIDAX"})});
      break;
    case 3: {
      const std::string role = random.pick({"role/build", "role/x/build", "role/other"});
      const std::string session = random.pick({"ci", "session"});
      request.principal = "arn:aws:sts::" + account + ":assumed-role/" +
                          role.substr(role.rfind('/') + 1) + "/" + session;
      give(request, "aws:PrincipalArn", {iam + role});
      give(request, "aws:userid",
           {random.pick({"AROATWO", "AROATWOTWOTWOTWOTWO", "AROAX"}) + ":" + session});
      break;
    }
    case 4:
      request.principal = "arn:aws:sts::" + account + ":federated-user/bob";
      break;
    default:
      request.principal =
          random.pick({"s3.amazonaws.com", "sns.amazonaws.com", "events.amazonaws.com"});
      break;
  }
  request.caller = parse_caller(request.principal).value_or(Caller{});
}

/// A request that satisfies the constraints; written down again here, on purpose.
inline Request random_request(Random& random) {
  Request request;
  request.resource = kQueue;
  request.action = random.pick({"sqs:SendMessage", "sqs:DeleteQueue", "sqs:ReceiveMessage"});
  random_caller(random, request);
  const bool service = request.caller.kind == CallerKind::service;
  const bool iam = !service && request.caller.kind != CallerKind::anonymous;
  if (service) random_source(random, request);
  if (iam && random.chance(50)) {
    const std::string path = random.pick({"o-abc/r-1/ou-1/", "o-xyz/r-1/", "o-abc/r-1/"});
    give(request, "aws:PrincipalOrgID", {path.substr(0, 5)});
    give(request, "aws:PrincipalOrgPaths", {path});
  }
  const bool via = iam && random.chance(30);
  give(request, "aws:ViaAWSService", {via ? "true" : "false"});
  if (via && random.chance(60)) {
    give(request, "aws:CalledVia", {random.pick({"athena.amazonaws.com", "b"})});
    if (random.chance(30)) request.context["aws:calledvia"].values.emplace_back("c");
  }
  const bool endpoint = !service && !via && random.chance(40);
  if (endpoint) {
    give(request, "aws:SourceVpce", {random.pick({"vpce-1", "vpce-2", "vpce-3"})});
    give(request, "aws:SourceVpc", {random.pick({"vpc-1", "vpc-2"})});
  }
  if (!service && !endpoint && !via && random.chance(70)) {
    give(request, "aws:SourceIp",
         {random.pick({"203.0.113.7", "203.0.113.200", "198.51.101.255", "8.8.8.8", "2001:db8::7",
                       "2001:db8::8", "2001:db9::"})});
  }
  give(request, "aws:CurrentTime", {"2026-01-01T00:00:00Z"});
  give(request, "aws:EpochTime", {"1767225600"});
  if (iam && random.chance(30)) {
    give(request, "aws:MultiFactorAuthPresent", {"true"});
    give(request, "aws:MultiFactorAuthAge",
         {random.pick({"0", "59", "60", "300", "3600", "3601"})});
  }
  if (random.chance(30)) {
    give(request, "aws:UserAgent", {random.pick({"cli", "blue", "r*", "red"})});
  } else {
    give(request, "aws:UserAgent", {"cli"});
  }
  if (random.chance(40)) give(request, "aws:ResourceTag/team", {random.pick({"red", "blue"})});
  if (random.chance(30)) {
    give(request, "aws:ResourceOrgID", {"o-abc"});
    give(request, "aws:ResourceOrgPaths", {"o-abc/r-1/"});
  }
  const bool tls = service || endpoint || random.chance(70);
  give(request, "aws:SecureTransport", {tls ? "true" : "false"});
  if (iam && random.chance(50)) {
    give(request, "aws:PrincipalTag/team",
         {random.pick({"red", "blue", "", "green", "redx*", "alice", "orders"})});
  }
  if (random.chance(40)) {
    std::vector<std::string> tags;
    for (const char* tag : {"a", "b", "ab", "c"}) {
      if (random.chance(40)) tags.emplace_back(tag);
    }
    if (!tags.empty()) give(request, "aws:TagKeys", tags);
  }
  if (random.chance(20)) give(request, "aws:NoSuchKey", {random.pick({"x", "y"})});
  complete(request);
  return request;
}

}  // namespace sqsproof::policy

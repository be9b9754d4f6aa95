// Random policies of resources and identities, and requests made of the same words.
#pragma once

#include <string>
#include <vector>

#include "tests/policy/random_policies.h"

namespace sqsproof::policy {

inline const std::vector<std::string> kActionTexts = {
    "s3:GetObject", "s3:Get*", "s3:*", "S3:getobject", "s3:?utObject",
    "sns:Publish",  "sns:*",   "*",    "kms:Decrypt",  "kms:De*"};
inline const std::vector<std::string> kResourceTexts = {"*",
                                                        "arn:aws:s3:::b/*",
                                                        "arn:aws:s3:::b/alice/x",
                                                        "arn:aws:s3:::b/${aws:username}/*",
                                                        "arn:aws:s3:::?",
                                                        "arn:aws:sns:*",
                                                        "arn:aws:sns:*:111122223333:t",
                                                        "arn:aws:sns:us-east-1:222222222222:*",
                                                        "arn:aws:SNS:us-east-1:111122223333:t",
                                                        "arn:aws:s*:us-east-1:111122223333:t"};
inline const std::vector<std::string> kPrincipals = {
    R"("Principal":"*")", R"("Principal":{"AWS":"111122223333"})",
    R"("Principal":{"Service":"s3.amazonaws.com"})", R"("NotPrincipal":{"AWS":"111122223333"})"};
inline const std::vector<std::string> kConditions = {
    R"("StringEquals":{"aws:ResourceAccount":"111122223333"})",
    R"("StringNotEquals":{"aws:ResourceAccount":"111122223333"})",
    R"("StringEquals":{"aws:RequestedRegion":["us-east-1"]})",
    R"("StringNotLike":{"aws:RequestedRegion":"us-*"})",
    R"("StringEquals":{"aws:PrincipalAccount":"${aws:ResourceAccount}"})",
    R"("ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/a*"})",
    R"("StringEquals":{"s3:prefix":"home"})",
    R"("StringNotEquals":{"s3:prefix":"home"})",
    R"("StringLike":{"s3:prefix":"${aws:username}/*"})",
    R"("NumericLessThan":{"s3:max-keys":"10"})",
    R"("StringEqualsIfExists":{"aws:ResourceAccount":"${aws:PrincipalAccount}"})",
    R"("Bool":{"aws:SecureTransport":"false"})",
    R"("StringNotEqualsIfExists":{"aws:SourceVpce":"vpce-1"})",
    R"("StringLike":{"kms:ViaService":"sqs.*"})",
    R"("ForAnyValue:StringEquals":{"kms:EncryptionContextKeys":["a","b"]})",
    R"("ForAllValues:StringLike":{"kms:EncryptionContextKeys":["a"]})",
    R"("StringEquals":{"kms:EncryptionContextKeys":"a"})",
    R"("Null":{"s3:prefix":"true"})"};

inline std::string quoted(const std::string& text) { return "\"" + text + "\""; }

inline std::string random_open_conditions(Random& random) {
  std::string conditions = random.pick(kConditions);
  if (!random.chance(30)) return conditions;
  const std::string& second = random.pick(kConditions);
  const auto name = [](const std::string& one) { return one.substr(0, one.find('{')); };
  if (name(second) != name(conditions)) conditions += "," + second;
  return conditions;
}

/// Which words a policy is made of: those of this file, or those of queue policies, too.
enum class Words { own, all };

inline std::string random_open_statement(Random& random, PolicyKind kind, Words words) {
  const bool all = words == Words::all;
  std::string text = random.chance(75) ? R"("Effect":"Allow")" : R"("Effect":"Deny")";
  if (kind == PolicyKind::resource) {
    text += "," + (all && random.chance(50) ? R"("Principal":)" + random_principal(random)
                                            : random.pick(kPrincipals));
  }
  text += random.chance(80) ? R"(,"Action":[)" : R"(,"NotAction":[)";
  text += quoted(random.pick(kActionTexts));
  if (random.chance(40)) text += "," + quoted(random.pick(kActionTexts));
  text += random.chance(80) ? R"(],"Resource":[)" : R"(],"NotResource":[)";
  text += quoted(random.pick(kResourceTexts));
  if (random.chance(30)) text += "," + quoted(random.pick(kResourceTexts));
  text += "]";
  if (all && random.chance(40)) return text + R"(,"Condition":)" + random_block(random, 2);
  if (random.chance(50)) return text;
  return text + R"(,"Condition":{)" + random_open_conditions(random) + "}";
}

inline std::vector<std::string> random_open_statements(Random& random, PolicyKind kind,
                                                       Words words) {
  std::vector<std::string> statements;
  const std::size_t count = 1 + random.below(3);
  for (std::size_t i = 0; i < count; ++i) {
    statements.push_back(random_open_statement(random, kind, words));
  }
  return statements;
}

inline Document open_policy_of(const std::vector<std::string>& statements, PolicyKind kind) {
  const std::string json = policy_of(statements);
  auto parsed = parse_policy(std::make_shared<const SourceText>(SourceText{"test", json}), kind);
  EXPECT_TRUE(parsed.document) << json;
  return parsed.document ? std::move(*parsed.document) : Document{};
}

inline const std::vector<std::string> kActions = {"s3:GetObject", "s3:PutObject", "sns:Publish",
                                                  "kms:Decrypt"};
/// Without `*`, which only identity policies are asked about.
inline const std::vector<std::string> kResources = {"arn:aws:s3:::b",
                                                    "arn:aws:s3:::b/alice/x",
                                                    "arn:aws:s3:::b/bob/x",
                                                    "arn:aws:sns:us-east-1:111122223333:t",
                                                    "arn:aws:sns:eu-west-1:111122223333:t",
                                                    "arn:aws:sns:us-east-1:222222222222:t:1"};

/// Keys that follow from what is done on what, where the ARN does not say it; and the services'
/// own.
inline void give_open_keys(Request& request, std::size_t variant) {
  const bool bucket = request.resource.find(":s3:") != std::string::npos;
  const bool regional = request.resource.find(":sns:") != std::string::npos;
  if (bucket) {
    give(request, "aws:ResourceAccount", {variant % 2 == 0 ? "111122223333" : "222222222222"});
  }
  if (!regional) give(request, "aws:RequestedRegion", {variant < 2 ? "us-east-1" : "eu-west-1"});
  if (variant == 0) return;
  if (request.action.starts_with("s3:")) {
    give(request, "s3:prefix", {variant == 1 ? "home" : variant == 2 ? "x" : "alice/x"});
  }
  if (request.action != "kms:Decrypt") return;
  give(request, "kms:ViaService", {variant == 1 ? "sqs.x" : "s3.x"});
  give(request, "kms:EncryptionContextKeys",
       variant == 1   ? std::vector<std::string>{"a"}
       : variant == 2 ? std::vector<std::string>{"a", "c"}
                      : std::vector<std::string>{"c"});
}

/// Requests that differ in what the policies of own words can tell apart.
inline std::vector<Request> open_universe(PolicyKind kind) {
  std::vector<Request> requests;
  std::vector<std::string> resources = kResources;
  if (kind == PolicyKind::identity) resources.emplace_back("*");
  for (const char* who :
       {"arn:aws:iam::111122223333:user/alice", "arn:aws:iam::222222222222:user/p/bob",
        "arn:aws:sts::111122223333:assumed-role/r/alice", "anonymous",
        "arn:aws:iam::111122223333:root", "s3.amazonaws.com"}) {
    for (const std::string& action : kActions) {
      for (const std::string& resource : resources) {
        for (std::size_t variant = 0; variant < 4; ++variant) {
          Request request;
          request.principal = who;
          request.caller = *parse_caller(who);
          request.action = action;
          request.resource = resource;
          give(request, "aws:SecureTransport", {"true"});
          give_open_keys(request, variant);
          complete(request);
          requests.push_back(request);
        }
      }
    }
  }
  return requests;
}

/// A request with all that requests to queues may say beside it.
inline Request random_open_request(Random& random, PolicyKind kind) {
  Request request = random_request(random);
  request.context.erase("aws:resourceaccount");
  request.context.erase("aws:requestedregion");
  request.action = random.pick(kActions);
  const bool none = kind == PolicyKind::identity && random.chance(15);
  request.resource = none ? "*" : random.pick(kResources);
  give_open_keys(request, random.below(4));
  complete(request);
  return request;
}

}  // namespace sqsproof::policy

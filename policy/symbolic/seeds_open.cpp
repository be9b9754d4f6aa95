#include "policy/symbolic/seeds_open.h"

#include "policy/decide/match.h"
#include "policy/support/words.h"
#include "policy/symbolic/open_requests.h"
#include "policy/symbolic/variables.h"
#include "policy/values/arn.h"
#include "policy/values/glob.h"

namespace sqsproof::policy {
namespace {

constexpr std::string_view kAccount = "111122223333";
constexpr std::string_view kRegion = "us-east-1";

struct Example {
  std::string_view action;
  std::string_view resource;  ///< behind `arn:P:`
};

/// Service Authorization Reference, a page for each service.
constexpr Example kExamples[] = {
    {"s3:GetObject", "s3:::bucket/key"},
    {"s3:PutObject", "s3:::bucket/key"},
    {"s3:DeleteObject", "s3:::bucket/key"},
    {"s3:ListBucket", "s3:::bucket"},
    {"s3:PutBucketPolicy", "s3:::bucket"},
    {"sns:Publish", "sns:us-east-1:111122223333:topic"},
    {"sns:Subscribe", "sns:us-east-1:111122223333:topic"},
    {"sns:SetTopicAttributes", "sns:us-east-1:111122223333:topic"},
    {"sqs:SendMessage", "sqs:us-east-1:111122223333:queue"},
    {"sqs:ReceiveMessage", "sqs:us-east-1:111122223333:queue"},
    {"sqs:DeleteQueue", "sqs:us-east-1:111122223333:queue"},
    {"kms:Decrypt", "kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"},
    {"kms:GenerateDataKey", "kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"},
    {"kms:Encrypt", "kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"},
    {"kms:PutKeyPolicy", "kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"},
    {"lambda:InvokeFunction", "lambda:us-east-1:111122223333:function:function"},
    {"events:PutEvents", "events:us-east-1:111122223333:event-bus/default"},
    {"dynamodb:GetItem", "dynamodb:us-east-1:111122223333:table/table"},
    {"dynamodb:PutItem", "dynamodb:us-east-1:111122223333:table/table"},
    {"secretsmanager:GetSecretValue", "secretsmanager:us-east-1:111122223333:secret:secret"},
    {"iam:PassRole", "iam::111122223333:role/role"},
    {"iam:CreateUser", "iam::111122223333:user/alice"},
    {"sts:AssumeRole", "iam::111122223333:role/role"},
    {"ec2:TerminateInstances", "ec2:us-east-1:111122223333:instance/i-0a1b2c3d"},
};

std::string filled(std::string_view text, std::string_view star) {
  std::string result;
  for (const char c : text) {
    if (c == '*') {
      result += star;
    } else {
      result += c == '?' ? 'x' : c;
    }
  }
  return result;
}

void seed_resource(std::string_view resource, const std::vector<std::string>& accounts,
                   Space& space) {
  Theory& theory = space.theory(Space::kResource);
  theory.add_sample(joint_resource(resource, kAccount, kRegion));
  for (const std::string& account : accounts) {
    theory.add_sample(joint_resource(resource, account, kRegion));
  }
}

/// A pattern with its wildcards filled in.
void seed_pattern(std::string_view pattern, const std::vector<std::string>& accounts,
                  Space& space) {
  if (pattern == "*" && space.realm().kind == PolicyKind::identity) {
    space.theory(Space::kResource).add_sample("-+*\2us-east-1");
  }
  const auto parts = split_arn(pattern);
  if (!parts) return;
  for (const std::string_view star : {"x", "", "mallory"}) {
    std::string arn = "arn:" + filled(parts->partition(), space.realm().partition) + ":" +
                      filled(parts->service(), "sns") + ":" + filled(parts->region(), kRegion) +
                      ":" + filled(parts->account(), kAccount) + ":" +
                      filled(parts->resource(), star);
    seed_resource(arn, accounts, space);
  }
}

void seed_resources(const Patterns& resources, const std::vector<std::string>& accounts,
                    Space& space) {
  for (const Text& entry : resources.entries) {
    if (!entry.variables) {
      seed_pattern(entry.text, accounts, space);
      continue;
    }
    std::string text = entry.text;
    for (std::size_t at = 0; (at = text.find("${")) != std::string::npos;) {
      const std::size_t end = text.find('}', at);
      if (end == std::string::npos) return;
      text.replace(at, end + 1 - at, "alice");
    }
    seed_pattern(text, accounts, space);
  }
}

void seed_actions(const Patterns& actions, Space& space) {
  Theory& theory = space.theory(Space::kAction);
  for (const Text& entry : actions.entries) {
    const std::size_t colon = entry.text.find(':');
    if (colon == std::string::npos) continue;
    const std::string service = to_lower(entry.text.substr(0, colon));
    const std::string_view name = std::string_view(entry.text).substr(colon + 1);
    if (!has_wildcard(name)) theory.add_sample(service + ":" + std::string(name));
    for (const Example& example : kExamples) {
      if (example.action.starts_with(service + ":")) theory.add_sample(std::string(example.action));
    }
    if (has_wildcard(name)) theory.add_sample(service + ":" + filled(name, ""));
    if (has_wildcard(name)) theory.add_sample(service + ":" + filled(name, "Something"));
  }
}

}  // namespace

void add_open_seeds(const Document& policy, const std::vector<std::string>& stranger_accounts,
                    Space& space) {
  for (const Statement& statement : policy.statements) {
    seed_actions(statement.actions, space);
    seed_resources(statement.resources, stranger_accounts, space);
  }
  for (const Example& example : kExamples) {
    space.theory(Space::kAction).add_sample(std::string(example.action));
    seed_resource("arn:" + space.realm().partition + ":" + std::string(example.resource),
                  stranger_accounts, space);
  }
}

}  // namespace sqsproof::policy

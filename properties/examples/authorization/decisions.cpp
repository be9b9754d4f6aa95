// A table of policies, each decided by the authorizer and by the endpoint.
#include <fmt/format.h>

#include "policy/decide/authorize.h"
#include "policy/document/parse.h"
#include "properties/examples/authorization/guest.h"
#include "properties/examples/families.h"
#include "semantics/vocabulary.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

/// A statement that shows that its policy is in effect, and the call that it allows.
const Statement kInEffect{.action = "sqs:GetQueueAttributes"};
GetQueueAttributesRequest looked_at(const Guarded& at) { return {at.queue().url, {"QueueArn"}}; }

/// What the authorizer says, of what is known of any request of the guest.
policy::Outcome verdict_of(const Guarded& at, const ExampleReach& reach, const Statement& row) {
  const std::string text = at.policy_of({row});
  auto source = std::make_shared<policy::SourceText>();
  source->text = text;
  const auto parsed = policy::parse_policy(source);
  if (!parsed.document) return policy::Outcome::undecided;
  policy::Request request;
  request.principal = reach.callers->guest_principal;
  request.caller = policy::parse_caller(request.principal).value_or(policy::Caller{});
  request.action = "sqs:SendMessage";
  request.resource = at.queue().arn;
  request.identity = policy::Identity::allow;
  request.context["aws:sourceip"] = {"aws:SourceIp", {"198.51.100.1"}};  // not the one of the table
  request.context["aws:viaawsservice"] = {"aws:ViaAWSService", {"false"}};
  policy::complete(request);
  return policy::decide(*parsed.document, request, sqs_vocabulary());
}

/// Near misses and hits; what is not known of a real caller is absent from none of them.
std::vector<Statement> table(const std::string& guest) {
  const std::string account = guest.substr(13, 12);
  const auto when = [](const char* operation, const char* key, const std::string& value) {
    return Statement{.principal = R"("*")",
                     .condition = fmt::format(R"({{"{}":{{"{}":"{}"}}}})", operation, key, value)};
  };
  return {when("StringEquals", "aws:PrincipalAccount", account),
          when("StringEquals", "aws:PrincipalAccount", "000000000001"),
          when("StringNotEquals", "aws:PrincipalAccount", account),
          when("ArnEquals", "aws:PrincipalArn", guest),
          when("ArnLike", "aws:PrincipalArn", fmt::format("arn:aws:iam::{}:*", account)),
          when("StringEquals", "aws:PrincipalArn", guest + "x"),
          when("Bool", "aws:ViaAWSService", "false"),
          when("IpAddress", "aws:SourceIp", "203.0.113.7/32"),
          when("NotIpAddress", "aws:SourceIp", "203.0.113.7/32"),
          when("Null", "aws:SourceArn", "true"),
          when("ArnEquals", "aws:SourceArn", "arn:aws:sns:us-east-1:000000000001:topic"),
          when("ArnLikeIfExists", "aws:SourceArn", "arn:aws:sns:us-east-1:000000000001:topic"),
          when("StringNotEquals", "aws:SourceAccount", account),
          Statement{.principal = fmt::format(R"({{"AWS":"{}"}})", account)},
          Statement{.principal = R"({"AWS":"000000000001"})"},
          Statement{.action = "sqs:Send*"},
          Statement{.action = "SQS:sendmessage"},
          Statement{.action = "sqs:SendMessageBatch"},
          Statement{.action = "sqs:ReceiveMessage"}};
}

// Accounts that do not exist cannot be named as a principal: such a policy is refused by AWS.
void as_decided(Conversation& say) {
  for (const Statement& row : table(say.reach().callers->guest_principal)) {
    Guarded at(say);
    const policy::Outcome verdict = verdict_of(at, say.reach(), row);
    if (verdict == policy::Outcome::undecided) continue;
    const std::string policy = at.policy_of({row, kInEffect});
    const Answer set =
        say.try_call(SetQueueAttributesRequest{at.queue().url, {{"Policy", policy}}});
    if (std::holds_alternative<ServiceError>(set)) continue;
    at.expect_allowed("another statement allows it", looked_at(at));
    const auto hello = message(at.queue(), "hello");
    if (verdict == policy::Outcome::allow) {
      at.expect_allowed("of " + policy, hello);
    } else {
      at.expect_denied("of " + policy, hello);
    }
  }
}

bool may_send_when(Conversation& say, const std::string& secure) {
  Guarded at(say);
  const std::string condition = fmt::format(R"({{"Bool":{{"aws:SecureTransport":"{}"}}}})", secure);
  at.set_policy({{.condition = condition}, kInEffect});
  at.expect_allowed("another statement allows it", looked_at(at));
  return at.guest_may_send();
}

// An endpoint without TLS may stand for one that has it.
void secure_transport(Conversation& say) {
  const bool with = may_send_when(say, "true");
  const bool without = may_send_when(say, "false");
  say.expect(with != without, "a request is sent over TLS or not, and nothing else");
  if (say.door().url.starts_with("https:")) say.expect(with, "this one is sent over TLS");
}

}  // namespace

std::span<const Example> decisions() {
  static const std::vector<Example> kRows = {
      {{"authorization/as-decided", "a table of policies decides as the authorizer does",
        "Principals, actions and conditions that hit, and that miss by little.",
        "IAM/reference_policies_evaluation-logic_policy-eval-denyallow"},
       Level::must,
       as_decided,
       {"missing-key-matches", "addresses-unread"},
       ExampleNeeds::callers},
      {{"authorization/secure-transport", "a request is sent over TLS or not, and nothing else",
        "A policy that wants TLS would shut out everyone, or nobody.",
        "IAM/reference_policies_condition-keys"},
       Level::should,
       secure_transport,
       {"transport-unread"},
       ExampleNeeds::callers},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples

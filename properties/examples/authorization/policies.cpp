// What a queue's policy lets a caller of another account do.
#include <fmt/format.h>

#include "policy/decide/authorize.h"
#include "policy/document/parse.h"
#include "properties/examples/authorization/guest.h"
#include "properties/examples/families.h"
#include "semantics/vocabulary.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

void default_deny(Conversation& say) {
  Guarded at(say);
  at.expect_denied("the queue has no policy", message(at.queue(), "hello"));
  at.expect_denied("the queue has no policy", receiving(at.queue()));
}

void allowed(Conversation& say) {
  Guarded at(say);
  at.set_policy({{}});
  at.expect_allowed("a statement allows it", message(at.queue(), "hello"));
  at.expect_denied("the statement allows SendMessage", receiving(at.queue()));
}

void deny_wins(Conversation& say) {
  for (const bool deny_first : {false, true}) {
    Guarded at(say);
    const Statement allow{};
    const Statement deny{.effect = "Deny"};
    at.set_policy({allow});
    at.expect_allowed("a statement allows it", message(at.queue(), "hello"));
    at.set_policy(deny_first ? std::vector{deny, allow} : std::vector{allow, deny});
    at.expect_denied("a statement denies it, whatever another allows",
                     message(at.queue(), "hello"));
  }
}

void both_directions(Conversation& say) {
  Guarded at(say);
  const auto hello = message(at.queue(), "hello");
  at.expect_denied("the queue has no policy", hello);
  at.set_policy({{}});
  at.expect_allowed("the policy allows it now", hello);
  at.take_policy_away();
  at.expect_denied("the policy is gone", hello);
}

void batches(Conversation& say) {
  Guarded at(say);
  at.set_policy({{}});
  at.expect_allowed("SendMessage allows its batch, too", batch_of(at.queue(), 2, "hello"));
}

void batches_denied(Conversation& say) {
  Guarded at(say);
  at.set_policy({{.action = "sqs:*"}, {.effect = "Deny"}});
  at.expect_denied("SendMessage is denied, so is its batch", batch_of(at.queue(), 2, "hello"));
}

void no_effect(Conversation& say) {
  Guarded at(say);
  at.expect_denied("the queue has no policy", message(at.queue(), "hello"));
  say.expect_nothing(at.queue());
}

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

void missing_key(Conversation& say) {
  Guarded at(say);
  const Statement conditioned{.condition =
                                  R"({"StringEquals":{"aws:SourceAccount":"000000000001"}})"};
  at.set_policy({conditioned, kInEffect});
  at.expect_allowed("another statement allows it", looked_at(at));
  at.expect_denied("the request has no aws:SourceAccount", message(at.queue(), "hello"));
}

}  // namespace

std::span<const Example> authorization() {
  constexpr ExampleNeeds kCallers = ExampleNeeds::callers;
  constexpr const char* kLogic = "IAM/reference_policies_evaluation-logic_policy-eval-denyallow";
  static const std::vector<Example> kRows = {
      {{"authorization/default-deny", "without a policy no other account gets in",
        "A queue is closed until someone opens it.", kLogic},
       Level::must,
       default_deny,
       {"receives-unguarded"},
       kCallers},
      {{"authorization/allowed", "a statement lets in whom it names, for what it names",
        "The other actions stay closed.", kLogic},
       Level::must,
       allowed,
       {"policies-cached"},
       kCallers},
      {{"authorization/deny-wins", "a Deny wins over every Allow",
        "In any order of the statements.", kLogic},
       Level::must,
       deny_wins,
       {"allow-beats-deny"},
       kCallers},
      {{"authorization/missing-key", "a condition on a key that the request lacks is not met",
        "A policy for one service's messages would let in everyone.",
        "IAM/reference_policies_condition-logic-multiple-context-keys-or-values"},
       Level::must,
       missing_key,
       {"missing-key-matches"},
       kCallers},
      {{"authorization/policy-changes", "a changed policy counts within a minute, both ways",
        "Who was shut out must not get in for an hour.", "SQSAPI/SetQueueAttributes"},
       Level::must,
       both_directions,
       {"policies-cached"},
       kCallers},
      {{"authorization/batches", "the permission of an action is that of its batch",
        "There is no permission of its own for a batch.", "SQS/sqs-api-permissions-reference"},
       Level::must,
       batches,
       {"batch-action-required"},
       kCallers},
      {{"authorization/batches-denied", "who may not send may not send a batch",
        "A way around the Deny otherwise.", "SQS/sqs-api-permissions-reference"},
       Level::must,
       batches_denied,
       {"batch-escapes-deny", "allow-beats-deny"},
       kCallers},
      {{"authorization/no-effect", "a denied call has no effect",
        "A message that was refused must not be delivered.", kLogic},
       Level::must,
       no_effect,
       {"denied-send-stores"},
       kCallers},
      {{"authorization/as-decided", "a table of policies decides as the authorizer does",
        "Principals, actions and conditions that hit, and that miss by little.", kLogic},
       Level::must,
       as_decided,
       {"missing-key-matches"},
       kCallers},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples

// What a queue's policy lets a caller of another account do.
#include "properties/examples/authorization/guest.h"
#include "properties/examples/families.h"

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
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples

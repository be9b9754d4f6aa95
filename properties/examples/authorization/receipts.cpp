// Denied calls about messages that are there already: their batches, and what they must not do.
#include "properties/examples/authorization/guest.h"
#include "properties/examples/families.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

struct Batch {
  const char* action;  ///< that is its permission
  Call call;
};

/// A handle that is none fails in the answer: the call itself is let in, or denied.
std::vector<Batch> batches_to(const Queue& queue) {
  return {{"sqs:DeleteMessage", DeleteMessageBatchRequest{queue.url, {{"a", "nonsense"}}}},
          {"sqs:ChangeMessageVisibility",
           ChangeMessageVisibilityBatchRequest{queue.url, {{"a", "nonsense", 0}}}}};
}

void batches(Conversation& say) {
  Guarded at(say);
  for (const Batch& batch : batches_to(at.queue())) {
    at.set_policy({{.action = batch.action}});
    at.expect_allowed(std::string(batch.action) + " allows its batch, too", batch.call);
  }
}

void batches_denied(Conversation& say) {
  Guarded at(say);
  for (const Batch& batch : batches_to(at.queue())) {
    at.set_policy({{.action = "sqs:*"}, {.effect = "Deny", .action = batch.action}});
    at.expect_denied(std::string(batch.action) + " is denied, so is its batch", batch.call);
  }
}

/// The message of the queue can be received; its receipt.
std::string seen(Conversation& say, const Queue& queue) {
  return say.receive_one(queue, looking()).receipt_handle;
}

void no_effect(Conversation& say) {
  Guarded at(say);
  const Queue& queue = at.queue();
  static_cast<void>(say.send(queue, "hello"));
  const char* kWhy = "the queue has no policy";
  at.expect_denied(kWhy, receiving(queue));
  at.expect_denied(kWhy, DeleteMessageRequest{queue.url, seen(say, queue)});
  at.expect_denied(kWhy, ChangeMessageVisibilityRequest{queue.url, seen(say, queue), 600});
  static_cast<void>(seen(say, queue));
  at.expect_denied(kWhy, PurgeQueueRequest{queue.url});
  static_cast<void>(seen(say, queue));
}

}  // namespace

std::span<const Example> receipt_authorization() {
  constexpr ExampleNeeds kCallers = ExampleNeeds::callers;
  constexpr const char* kPermissions = "SQS/sqs-api-permissions-reference";
  static const std::vector<Example> kRows = {
      {{"authorization/receipt-batches",
        "who may delete or change one message may do so in batches",
        "There is no permission of its own for a batch.", kPermissions},
       Level::must,
       batches,
       {"receipt-batches-apart"},
       kCallers},
      {{"authorization/receipt-batches-denied",
        "who may not delete or change one message may not do so in batches",
        "A way around the Deny otherwise.", kPermissions},
       Level::must,
       batches_denied,
       {"receipt-batches-escape-deny"},
       kCallers},
      {{"authorization/no-effect-on-messages",
        "a denied receive, deletion, change or purge has no effect",
        "A stranger would hide or delete messages by calls that are refused.",
        "IAM/reference_policies_evaluation-logic_policy-eval-denyallow"},
       Level::must,
       no_effect,
       {"denied-receive-hides", "denied-delete-deletes", "denied-purge-empties"},
       kCallers},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples

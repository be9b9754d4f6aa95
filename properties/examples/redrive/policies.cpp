// Redrive policies: which are accepted, and how they read back. Move tasks: what is refused.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "policy/values/base64.h"
#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;
using Json = nlohmann::json;

SetQueueAttributesRequest with(const Queue& queue, std::string policy) {
  return {queue.url, {{"RedrivePolicy", std::move(policy)}}};
}

void same_type(Conversation& say) {
  const Queue standard = say.make_queue();
  const Queue fifo = say.make_fifo();
  say.expect_refused(with(standard, redrive_to(fifo, "3")));
  say.expect_refused(with(fifo, redrive_to(standard, "3")));
}

void target_exists(Conversation& say) {
  const Queue queue = say.make_queue();
  Queue nobody = queue;
  nobody.arn += "-not";
  say.expect_refused(with(queue, redrive_to(nobody, "3")));
  say.expect_refused(with(queue, R"({"deadLetterTargetArn":"dead-letters","maxReceiveCount":3})"));
}

void counts(Conversation& say) {
  const Queue queue = say.make_queue();
  const Queue dead = say.make_queue();
  for (const char* bad : {"0", "1001", "\"many\""}) {
    say.expect_error(with(queue, redrive_to(dead, bad)),
                     "InvalidParameterValue|InvalidAttributeValue");
  }
  for (const char* good : {"1", "1000", "\"42\""}) {
    static_cast<void>(say.ask(with(queue, redrive_to(dead, good))));
  }
}

void both_members(Conversation& say) {
  const Queue queue = say.make_queue();
  const Queue dead = say.make_queue();
  say.expect_error(with(queue, fmt::format(R"({{"deadLetterTargetArn":"{}"}})", dead.arn)),
                   "InvalidParameterValue");
  say.expect_error(with(queue, R"({"maxReceiveCount":3})"), "InvalidParameterValue");
}

void not_json(Conversation& say) {
  const Queue queue = say.make_queue();
  say.expect_refused(with(queue, "dead-letters"));
}

void read_back(Conversation& say) {
  const Queue queue = say.make_queue();
  const Queue dead = say.make_queue();
  static_cast<void>(say.ask(with(queue, redrive_to(dead, "\"5\""))));
  const Json wanted = {{"deadLetterTargetArn", dead.arn}, {"maxReceiveCount", 5}};
  say.expect_soon("the redrive policy reads back, with a number", [&] {
    return Json::parse(say.attribute(queue, "RedrivePolicy"), nullptr, false) == wanted;
  });
  static_cast<void>(say.ask(with(queue, "")));
  say.expect_soon("an empty text takes the redrive policy away",
                  [&] { return say.attribute(queue, "RedrivePolicy").empty(); });
}

void allow_policy(Conversation& say, const std::string& policy, const Queue& dead,
                  const Queue& refused) {
  say.set(dead, "RedriveAllowPolicy", policy);
  say.expect_soon("the redriveAllowPolicy reads back",
                  [&] { return !say.attribute(dead, "RedriveAllowPolicy").empty(); });
  say.expect_soon("the dead-letter queue refuses the source queue", [&] {
    const Answer answer = say.try_call(with(refused, redrive_to(dead, "3")));
    return std::holds_alternative<ServiceError>(answer);
  });
}

void deny_all(Conversation& say) {
  const Queue queue = say.make_queue();
  const Queue dead = say.make_queue();
  allow_policy(say, R"({"redrivePermission":"denyAll"})", dead, queue);
}

void by_queue(Conversation& say) {
  const Queue named = say.make_queue();
  const Queue other = say.make_queue();
  const Queue dead = say.make_queue();
  allow_policy(
      say, fmt::format(R"({{"redrivePermission":"byQueue","sourceQueueArns":["{}"]}})", named.arn),
      dead, other);
  static_cast<void>(say.ask(with(named, redrive_to(dead, "3"))));
}

void bad_allow_policy(Conversation& say) {
  const Queue dead = say.make_queue();
  for (const char* bad :
       {R"({"redrivePermission":"some"})", R"({"redrivePermission":"byQueue"})", "everyone"}) {
    say.expect_refused(SetQueueAttributesRequest{dead.url, {{"RedriveAllowPolicy", bad}}});
  }
}

void source_is_dead_letters(Conversation& say) {
  const Queue queue = say.make_queue();
  say.expect_error(StartMessageMoveTaskRequest{queue.arn, {}, {}}, "InvalidParameterValue");
}

void destination_exists(Conversation& say) {
  const Queue dead = say.make_queue();
  const Queue queue = say.make_queue();
  static_cast<void>(say.ask(with(queue, redrive_to(dead, "1"))));
  say.expect_error(StartMessageMoveTaskRequest{dead.arn, queue.arn + "-not", {}},
                   "ResourceNotFoundException");
}

void task_exists(Conversation& say) {
  const Queue queue = say.make_queue();
  say.expect_error(CancelMessageMoveTaskRequest{"nonsense"}, "InvalidParameterValue");
  const std::string unknown = policy::to_base64(fmt::format(
      R"({{"taskId":"00000000-0000-4000-8000-000000000000","sourceArn":"{}"}})", queue.arn));
  say.expect_error(CancelMessageMoveTaskRequest{unknown}, "ResourceNotFoundException");
}

}  // namespace

std::span<const Example> redrive() {
  static const std::vector<Example> kRows = {
      {{"redrive/types-match", "a dead-letter queue is of the type of its source",
        "The mistake shows with the first message that fails.", "SQS/sqs-dead-letter-queues"},
       Level::must,
       same_type,
       {"redrive-mixes-types"}},
      {{"redrive/target-exists", "a dead-letter queue has to exist",
        "A misspelt ARN loses messages, or delivers them for ever.",
        "SQS/sqs-configure-dead-letter-queue"},
       Level::should,
       target_exists,
       {}},
      {{"redrive/counts", "a message is received 1 to 1,000 times before it moves",
        "The count is a number, or a number as a text.", "SQSAPI/SetQueueAttributes"},
       Level::must,
       counts,
       {"receive-limit-cut"}},
      {{"redrive/both-members", "a redrive policy has a target and a count",
        "Recorded from AWS; the documents give the count a default.", "SQSAPI/SetQueueAttributes"},
       Level::should,
       both_members,
       {}},
      {{"redrive/policy-is-json", "a redrive policy is JSON",
        "The name of a queue in its place is refused.", "SQSAPI/SetQueueAttributes"},
       Level::must,
       not_json,
       {"redrive-policy-any"}},
      {{"redrive/policy-reads-back", "a redrive policy reads back, and goes with an empty text",
        "Infrastructure code compares it as JSON, with the count as a number.",
        "SQSAPI/SetQueueAttributes"},
       Level::should,
       read_back,
       {"redrive-policy-untold"}},
      {{"redrive/deny-all", "a dead-letter queue that denies all takes no source",
        "Teams keep others' failures out of their queue.", "SQSAPI/SetQueueAttributes"},
       Level::must,
       deny_all,
       {"redrive-denial-ignored"}},
      {{"redrive/by-queue", "a dead-letter queue takes the sources that it names only",
        "Teams keep others' failures out of their queue.", "SQSAPI/SetQueueAttributes"},
       Level::must,
       by_queue,
       {"redrive-list-ignored"}},
      {{"redrive/allow-policy-is-read", "a redriveAllowPolicy that says nothing is refused",
        "A misspelt permission lets everyone in otherwise.", "SQSAPI/SetQueueAttributes"},
       Level::should,
       bad_allow_policy,
       {}},
      {{"redrive/from-dead-letters-only", "messages are moved from a dead-letter queue only",
        "A task from another queue would be a way around its consumers.",
        "SQSAPI/StartMessageMoveTask"},
       Level::must,
       source_is_dead_letters,
       {"moves-from-any-queue"}},
      {{"redrive/destination-exists", "messages are moved to a queue that exists only",
        "The task fails at once, not after the first message.", "SQSAPI/StartMessageMoveTask"},
       Level::must,
       destination_exists,
       {"moves-to-nowhere"}},
      {{"redrive/task-exists", "a task that there is not cannot be cancelled",
        "A handle that is none and a task that is over are told apart.",
        "SQSAPI/CancelMessageMoveTask"},
       Level::should,
       task_exists,
       {}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples

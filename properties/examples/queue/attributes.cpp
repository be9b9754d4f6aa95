// Attributes of queues read back as they were set.
#include <nlohmann/json.hpp>

#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

void read_back(Conversation& say) {
  const Queue queue = say.make_queue();
  const StringMap wanted = {{"DelaySeconds", "1"},
                            {"MaximumMessageSize", "2048"},
                            {"MessageRetentionPeriod", "120"},
                            {"ReceiveMessageWaitTimeSeconds", "2"},
                            {"VisibilityTimeout", "45"}};
  static_cast<void>(say.ask(SetQueueAttributesRequest{queue.url, wanted}));
  for (const auto& [name, value] : wanted) {
    if (name == "MessageRetentionPeriod" && !say.channel().moves_time()) continue;  // 15 minutes
    say.expect_soon(name + " reads back as it was set", [&, name = name, value = value] {
      return say.attribute(queue, name) == value;
    });
  }
}

/// Set in one call, they read back.
void expect_read_back(Conversation& say, const Queue& queue, const StringMap& wanted) {
  static_cast<void>(say.ask(SetQueueAttributesRequest{queue.url, wanted}));
  for (const auto& [name, value] : wanted) {
    say.expect_soon(name + " reads back as it was set", [&, name = name, value = value] {
      return say.attribute(queue, name) == value;
    });
  }
}

void fifo_read_back(Conversation& say) {
  const Queue queue = say.make_fifo();
  expect_read_back(say, queue,
                   {{"ContentBasedDeduplication", "true"},
                    {"DeduplicationScope", "messageGroup"},
                    {"FifoThroughputLimit", "perMessageGroupId"}});
  expect_read_back(say, queue,
                   {{"ContentBasedDeduplication", "false"},
                    {"DeduplicationScope", "queue"},
                    {"FifoThroughputLimit", "perQueue"}});
}

void encryption(Conversation& say) {
  const Queue queue = say.make_queue();
  for (const char* on : {"false", "true"}) {
    expect_read_back(say, queue, {{"SqsManagedSseEnabled", on}});
  }
  expect_read_back(say, queue,
                   {{"KmsMasterKeyId", "alias/aws/sqs"}, {"KmsDataKeyReusePeriodSeconds", "600"}});
}

void made_with(Conversation& say) {
  const Queue queue = say.make_queue({{"VisibilityTimeout", "45"}, {"DelaySeconds", "1"}});
  say.expect_soon("the queue has both attributes", [&] {
    return say.attribute(queue, "VisibilityTimeout") == "45" &&
           say.attribute(queue, "DelaySeconds") == "1";
  });
}

void defaults(Conversation& say) {
  const Queue queue = say.make_queue();
  const StringMap all = say.ask(GetQueueAttributesRequest{queue.url, {"All"}}).attributes;
  const StringMap wanted = {{"DelaySeconds", "0"},
                            {"MessageRetentionPeriod", "345600"},
                            {"ReceiveMessageWaitTimeSeconds", "0"},
                            {"VisibilityTimeout", "30"}};
  for (const auto& [name, value] : wanted) {
    say.expect(all.contains(name), "`All` gives " + name);
    say.expect_equal(name, value, all.at(name));
  }
  for (const char* name :
       {"QueueArn", "CreatedTimestamp", "LastModifiedTimestamp", "ApproximateNumberOfMessages",
        "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed"}) {
    say.expect(all.contains(name), std::string("`All` gives ") + name);
  }
  say.expect(!all.contains("FifoQueue"), "a standard queue has no attribute FifoQueue");
  say.expect(!all.contains("Policy"), "a queue without a policy has no attribute Policy");
  say.expect(all.at("QueueArn").ends_with(":" + queue.name), "the ARN ends with the name");
}

void default_size(Conversation& say) {
  const Queue queue = say.make_queue();
  say.expect_equal("MaximumMessageSize", "1048576", say.attribute(queue, "MaximumMessageSize"));
}

void defaults_of_fifo(Conversation& say) {
  const Queue queue = say.make_fifo();
  const StringMap all = say.ask(GetQueueAttributesRequest{queue.url, {"All"}}).attributes;
  const StringMap wanted = {{"FifoQueue", "true"},
                            {"ContentBasedDeduplication", "false"},
                            {"DeduplicationScope", "queue"},
                            {"FifoThroughputLimit", "perQueue"}};
  for (const auto& [name, value] : wanted) {
    say.expect(all.contains(name), "`All` gives " + name);
    say.expect_equal(name, value, all.at(name));
  }
}

void those_asked_for(Conversation& say) {
  const Queue queue = say.make_queue();
  const StringMap two =
      say.ask(GetQueueAttributesRequest{queue.url, {"VisibilityTimeout", "QueueArn"}}).attributes;
  say.expect_equal("the number of attributes", 2, two.size());
  say.expect(two.contains("VisibilityTimeout") && two.contains("QueueArn"),
             "the attributes are those that were asked for");
  say.expect(say.ask(GetQueueAttributesRequest{queue.url, {"Policy"}}).attributes.empty(),
             "an attribute that is not set does not come");
}

void none_unasked(Conversation& say) {
  const Queue queue = say.make_queue();
  say.expect(say.ask(GetQueueAttributesRequest{queue.url, {}}).attributes.empty(),
             "no attribute comes when none is asked for");
}

void type_stays(Conversation& say) {
  const Queue fifo = say.make_fifo();
  constexpr const char* kEither = "InvalidAttributeName|InvalidAttributeValue";
  say.expect_error(SetQueueAttributesRequest{fifo.url, {{"FifoQueue", "false"}}}, kEither);
  const Queue standard = say.make_queue();
  say.expect_error(SetQueueAttributesRequest{standard.url, {{"FifoQueue", "true"}}}, kEither);
}

void of_fifo_only(Conversation& say) {
  for (const auto& [name, value] :
       {std::pair("ContentBasedDeduplication", "true"), std::pair("DeduplicationScope", "queue"),
        std::pair("FifoQueue", "false")}) {
    say.expect_error(CreateQueueRequest{say.fresh_name(), {{name, value}}, {}},
                     "InvalidAttributeName");
  }
}

void read_only(Conversation& say) {
  const Queue queue = say.make_queue();
  for (const char* name : {"QueueArn", "CreatedTimestamp", "ApproximateNumberOfMessages"}) {
    say.expect_refused(SetQueueAttributesRequest{queue.url, {{name, queue.arn}}});
  }
  say.expect_equal("QueueArn", queue.arn, say.attribute(queue, "QueueArn"));
}

void policy(Conversation& say) {
  const Queue queue = say.make_queue();
  const auto document = nlohmann::json::parse(
      R"({"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Deny","Principal":"*",)"
      R"("Action":"sqs:PurgeQueue","Resource":")" +
      queue.arn + R"("}]})");
  say.set(queue, "Policy", document.dump());
  say.expect_soon("the policy reads back as it was set", [&] {
    return nlohmann::json::parse(say.attribute(queue, "Policy"), nullptr, false) == document;
  });
  say.set(queue, "Policy", "");
  say.expect_soon("an empty text takes the policy away",
                  [&] { return say.attribute(queue, "Policy").empty(); });
  say.expect_refused(SetQueueAttributesRequest{queue.url, {{"Policy", "{\"Statement\":"}}});
}

}  // namespace

std::span<const Example> queue_attributes() {
  static const std::vector<Example> kRows = {
      {{"queue/attributes-read-back", "attributes read back as they were set",
        "Infrastructure code compares them, and sets them again for ever when they differ.",
        "SQSAPI/SetQueueAttributes"},
       Level::must,
       read_back,
       {"sets-first-attribute"}},
      {{"queue/fifo-attributes-read-back", "attributes of a FIFO queue read back as they were set",
        "High throughput that is not switched on is missed when the load comes.",
        "SQSAPI/SetQueueAttributes"},
       Level::must,
       fifo_read_back,
       {"fifo-settings-ignored"}},
      {{"queue/encryption-reads-back", "the encryption of a queue reads back as it was set",
        "Infrastructure code compares it, and audits do.", "SQSAPI/SetQueueAttributes"},
       Level::must,
       encryption,
       {"encryption-untold"}},
      {{"queue/made-with-attributes", "a queue is made with the attributes that were given",
        "A queue with the default timeout instead delivers twice.", "SQSAPI/CreateQueue"},
       Level::must,
       made_with,
       {"creation-forgets-delay"}},
      {{"queue/defaults", "a new queue has the documented attributes",
        "Code relies on what it does not set.", "SQSAPI/CreateQueue"},
       Level::must,
       defaults,
       {"kept-longest-by-default"}},
      {{"queue/default-size", "a new queue takes messages of 1,048,576 bytes",
        "The default was 262,144 bytes until August 2025.", "SQSAPI/CreateQueue"},
       Level::should,
       default_size,
       {}},
      {{"queue/defaults-of-fifo", "a new FIFO queue has the documented attributes",
        "Deduplication by content is off, and counts for the whole queue.", "SQSAPI/CreateQueue"},
       Level::must,
       defaults_of_fifo,
       {"throughput-untold"}},
      {{"queue/attributes-asked-for", "the attributes that come are those that were asked for",
        "What is not set does not come, without an error.", "SQSAPI/GetQueueAttributes"},
       Level::must,
       those_asked_for,
       {"all-queue-attributes"}},
      {{"queue/no-attributes-unasked", "no attribute comes when none is asked for",
        "Recorded from AWS: a program that forgets to ask reads defaults of its own.",
        "SQSAPI/GetQueueAttributes"},
       Level::should,
       none_unasked,
       {}},
      {{"queue/type-stays", "a queue stays standard or FIFO",
        "The type of a queue cannot be changed.", "SQSAPI/SetQueueAttributes"},
       Level::must,
       type_stays,
       {"type-change-taken"}},
      {{"queue/attributes-of-fifo-only", "a standard queue is not made with FIFO attributes",
        "Recorded from AWS: even FifoQueue=false is refused.", "SQSAPI/CreateQueue"},
       Level::should,
       of_fifo_only,
       {}},
      {{"queue/arn-stays", "attributes that a queue only tells cannot be set",
        "They are counters and names, not settings.", "SQSAPI/SetQueueAttributes"},
       Level::must,
       read_only,
       {"told-attributes-taken"}},
      {{"queue/policy-read-back", "a policy reads back, and goes with an empty text",
        "Infrastructure code compares it as JSON.", "SQSAPI/SetQueueAttributes"},
       Level::must,
       policy,
       {"policy-untold"}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples

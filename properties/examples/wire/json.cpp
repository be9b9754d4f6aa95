// The bytes of AWS JSON 1.0.
#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "properties/examples/families.h"
#include "properties/examples/wire/bytes.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;
using Json = nlohmann::json;

/// The answer to a call that has to succeed. An empty body is for actions without a result; a
/// result without members is `{}`.
Json asked(Conversation& say, std::string_view action, const Json& request) {
  const fixtures::RawAnswer answer = say.post_json(action, request.dump());
  expect_status(say, 200, answer);
  Json json = Json::parse(answer.body, nullptr, false);
  if (!json.is_object()) say.fail("the answer is not a JSON object");
  return json;
}

void expect_absent(Conversation& say, const Json& json, const char* member) {
  say.expect(!json.contains(member), fmt::format("there is no member `{}`", member));
}

void headers(Conversation& say) {
  const Queue queue = say.make_queue();
  const Json request = {{"QueueUrl", queue.url}, {"MessageBody", "hello"}};
  const auto answer = say.post_json("SendMessage", request.dump());
  expect_status(say, 200, answer);
  say.expect_equal("the content type", "application/x-amz-json-1.0",
                   answer.header("content-type").substr(0, 26));
  say.expect(!answer.header("x-amzn-requestid").empty(), "there is a header x-amzn-RequestId");
}

void empty_receive(Conversation& say) {
  const Queue queue = say.make_queue();
  expect_absent(say, asked(say, "ReceiveMessage", {{"QueueUrl", queue.url}}), "Messages");
}

void empty_lists(Conversation& say) {
  const Queue queue = say.make_queue();
  expect_absent(say, asked(say, "ListQueues", {{"QueueNamePrefix", queue.name + "-not"}}),
                "QueueUrls");
  expect_absent(say, asked(say, "ListQueueTags", {{"QueueUrl", queue.url}}), "Tags");
  expect_absent(say, asked(say, "GetQueueAttributes", {{"QueueUrl", queue.url}}), "Attributes");
}

void empty_batches(Conversation& say) {
  const Queue queue = say.make_queue();
  const auto sending = [&](const char* body) {
    return Json{{"QueueUrl", queue.url},
                {"Entries", Json::array({{{"Id", "a"}, {"MessageBody", body}}})}};
  };
  expect_absent(say, asked(say, "SendMessageBatch", sending("hello")), "Failed");
  expect_absent(say, asked(say, "SendMessageBatch", sending("\x01")), "Successful");
}

void texts(Conversation& say) {
  const Queue queue = say.make_queue();
  const Json answer =
      asked(say, "GetQueueAttributes", {{"QueueUrl", queue.url}, {"AttributeNames", {"All"}}});
  for (const auto& [name, value] : answer.at("Attributes").items()) {
    say.expect(value.is_string(), "the attribute " + name + " is a text");
  }
  static_cast<void>(say.send(queue, "hello"));
  const Json received = asked(say, "ReceiveMessage",
                              {{"QueueUrl", queue.url}, {"MessageSystemAttributeNames", {"All"}}});
  for (const auto& [name, value] : received.at("Messages").at(0).at("Attributes").items()) {
    say.expect(value.is_string(), "the system attribute " + name + " is a text");
  }
}

void numbers(Conversation& say) {
  const Queue dead = say.make_queue();
  const Queue queue = say.make_queue({{"RedrivePolicy", redrive_to(dead, "1")}});
  static_cast<void>(say.ask(StartMessageMoveTaskRequest{dead.arn, {}, {}}));
  const Json tasks = asked(say, "ListMessageMoveTasks", {{"SourceArn", dead.arn}});
  for (const char* name : {"StartedTimestamp", "ApproximateNumberOfMessagesMoved"}) {
    const Json& task = tasks.at("Results").at(0);
    say.expect(task.contains(name) && task.at(name).is_number(),
               std::string(name) + " is a number");
  }
}

void no_digest_dropped(Conversation& say) {
  const Queue queue = say.make_queue();
  const Json sent = asked(say, "SendMessage", {{"QueueUrl", queue.url}, {"MessageBody", "hello"}});
  say.expect(sent.contains("MessageId") && sent.contains("MD5OfMessageBody"),
             "the answer has MessageId and MD5OfMessageBody");
}

void on_the_queues_path(Conversation& say) {
  const Queue queue = say.make_queue();
  const Json request = {{"QueueUrl", queue.url}, {"MessageBody", "hello"}};
  expect_status(say, 200, say.post_json("SendMessage", request.dump(), path_of(queue)));
}

void unknown_member(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(asked(say, "SendMessage",
                          {{"QueueUrl", queue.url}, {"MessageBody", "hello"}, {"Colour", "blue"}}));
}

void url_of_the_host(Conversation& say) {
  const Queue queue = say.make_queue();
  const std::string_view own = fixtures::origin_of(say.reach().url);
  const std::string_view given = fixtures::origin_of(queue.url);
  constexpr std::string_view kAws = ".amazonaws.com";
  const bool both_aws = own.ends_with(kAws) && given.ends_with(kAws);
  if (!both_aws) say.expect_equal("the host in the URL of the queue", own, given);
}

}  // namespace

std::span<const Example> wire_json() {
  constexpr ExampleNeeds kBytes = ExampleNeeds::bytes;
  static const std::vector<Example> kRows = {
      {{"wire/json-headers", "a JSON answer says its content type and the id of its request",
        "Clients pick the protocol by it, and support asks for the id.",
        "SQS/sqs-making-api-requests-json"},
       Level::must,
       headers,
       {"json-as-plain-json"},
       kBytes},
      {{"wire/json-empty-receive",
        "a JSON answer without messages is an object without a member Messages",
        "Recorded from AWS: typed clients tell an absent list from an empty one; an empty body is "
        "no JSON.",
        "SQSAPI/ReceiveMessage"},
       Level::should,
       empty_receive,
       {"empty-lists-written", "empty-answers-without-body"},
       kBytes},
      {{"wire/json-empty-lists", "what is empty is left out of a JSON answer",
        "Recorded from AWS for queues, tags and attributes.", "SQS/sqs-making-api-requests-json"},
       Level::should,
       empty_lists,
       {"empty-lists-written"},
       kBytes},
      {{"wire/json-empty-batches", "a batch's answer leaves out an empty Successful or Failed",
        "Clients that look for Failed take an empty one for a failure; the documents show one.",
        "SQSAPI/SendMessageBatch"},
       Level::should,
       empty_batches,
       {"empty-lists-written"},
       kBytes},
      {{"wire/json-attributes-are-texts", "values of attributes are texts in JSON, numbers, too",
        "Typed clients do not take a number for a text.", "SQSAPI/GetQueueAttributes"},
       Level::must,
       texts,
       {"attributes-as-numbers"},
       kBytes},
      {{"wire/json-numbers", "numbers of a move task are numbers in JSON",
        "Typed clients do not take a text for a number.", "SQSAPI/ListMessageMoveTasks"},
       Level::must,
       numbers,
       {"numbers-as-text"},
       kBytes},
      {{"wire/json-send", "a JSON answer to a send has id and digest",
        "Both are required members of it.", "SQSAPI/SendMessage"},
       Level::must,
       no_digest_dropped,
       {"digests-missing"},
       kBytes},
      {{"wire/json-on-queue-path", "a JSON request to the path of a queue is understood",
        "Recorded from AWS: the PHP and Ruby SDKs send there.", "SQS/sqs-making-api-requests-json"},
       Level::should,
       on_the_queues_path,
       {},
       kBytes},
      {{"wire/json-unknown-member", "a member that there is not is ignored",
        "Newer clients talk to older endpoints.", "SQS/sqs-making-api-requests-json"},
       Level::may,
       unknown_member,
       {},
       kBytes},
      {{"wire/url-of-the-host", "URLs of queues name the host that the client used",
        "Some SDKs send to the host in the URL, which the client has to reach.",
        "SQS/sqs-queue-message-identifiers"},
       Level::may,
       url_of_the_host,
       {"urls-of-its-own"},
       kBytes},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples

// System attributes, asked for and not.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "properties/examples/families.h"
#include "properties/examples/requests.h"
#include "properties/examples/wire/bytes.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

constexpr const char* kTrace =
    "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

ReceiveMessageRequest named(std::vector<std::string> names) {
  ReceiveMessageRequest request = looking();
  request.message_system_attribute_names = std::move(names);
  return request;
}

StringMap come(Conversation& say, const Queue& queue, std::vector<std::string> names) {
  return say.receive_one(queue, named(std::move(names))).attributes;
}

void expect_there(Conversation& say, const StringMap& attributes, const std::string& name) {
  say.expect(attributes.contains(name), "the system attribute " + name + " comes");
}

bool is_number(const std::string& text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void none_unless_asked(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.send(queue, "hello"));
  say.expect(come(say, queue, {}).empty(), "no system attribute comes unasked");
}

void all_of_standard(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.send(queue, "hello"));
  const StringMap all = come(say, queue, {"All"});
  for (const char* name : {"SenderId", "SentTimestamp", "ApproximateReceiveCount",
                           "ApproximateFirstReceiveTimestamp"}) {
    expect_there(say, all, name);
  }
  say.expect(!all.contains("SequenceNumber"), "a standard queue gives no SequenceNumber");
  for (const char* name :
       {"SentTimestamp", "ApproximateReceiveCount", "ApproximateFirstReceiveTimestamp"}) {
    say.expect(is_number(all.at(name)), std::string(name) + " is a number");
  }
  say.expect_equal("the length of SentTimestamp, in milliseconds", 13,
                   all.at("SentTimestamp").size());
}

void by_name(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.send(queue, "hello"));
  const StringMap some = come(say, queue, {"SentTimestamp"});
  expect_there(say, some, "SentTimestamp");
  say.expect_equal("the number of system attributes", 1, some.size());
}

void by_the_older_name(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.send(queue, "hello"));
  ReceiveMessageRequest request = looking();
  request.attribute_names = {"SentTimestamp"};
  expect_there(say, say.receive_one(queue, request).attributes, "SentTimestamp");
}

void all_of_fifo(Conversation& say) {
  const Queue queue = say.make_fifo();
  const auto sent = say.send(queue, "hello", "group", "id");
  say.expect(sent.sequence_number.has_value(), "the answer has a SequenceNumber");
  const StringMap all = come(say, queue, {"All"});
  for (const char* name : {"MessageGroupId", "MessageDeduplicationId", "SequenceNumber"}) {
    expect_there(say, all, name);
  }
  say.expect_equal("MessageGroupId", "group", all.at("MessageGroupId"));
  say.expect_equal("MessageDeduplicationId", "id", all.at("MessageDeduplicationId"));
  say.expect_equal("SequenceNumber", *sent.sequence_number, all.at("SequenceNumber"));
}

// SQS/sqs-fair-queues
void group_of_standard(Conversation& say) {
  const Queue queue = say.make_queue();
  SendMessageRequest request = message(queue, "hello");
  request.message_group_id = "tenant";
  const auto sent = say.ask(request);
  say.expect(!sent.sequence_number, "the answer has no SequenceNumber");
  const StringMap all = come(say, queue, {"All"});
  expect_there(say, all, "MessageGroupId");
  say.expect_equal("MessageGroupId", "tenant", all.at("MessageGroupId"));
}

SendMessageRequest traced(const Queue& queue) {
  SendMessageRequest request = message(queue, "hello");
  request.message_system_attributes["AWSTraceHeader"] = text(kTrace);
  return request;
}

void trace_header(Conversation& say) {
  const Queue queue = say.make_queue();
  const auto sent = say.ask(traced(queue));
  say.expect_equal("MD5OfMessageSystemAttributes", "5ae4d5d7636402d80f4eb6d213245a88",
                   sent.md5_of_message_system_attributes.value_or(""));
  const StringMap all = come(say, queue, {"AWSTraceHeader"});
  expect_there(say, all, "AWSTraceHeader");
  say.expect_equal("AWSTraceHeader", kTrace, all.at("AWSTraceHeader"));
}

/// A send with a header of its own, which no call of a client has.
fixtures::RawAnswer send_with(Conversation& say, const Queue& queue, const std::string& header,
                              const std::string& value) {
  if (say.protocol() == fixtures::Protocol::query) {
    return say.send_raw({"POST",
                         "/",
                         {{"Content-Type", "application/x-www-form-urlencoded"}, {header, value}},
                         form_of({{"Action", "SendMessage"},
                                  {"MessageBody", "hello"},
                                  {"QueueUrl", queue.url},
                                  {"Version", "2012-11-05"}})});
  }
  const nlohmann::json body = {{"QueueUrl", queue.url}, {"MessageBody", "hello"}};
  return say.send_raw({"POST",
                       "/",
                       {{"Content-Type", "application/x-amz-json-1.0"},
                        {"X-Amz-Target", "AmazonSQS.SendMessage"},
                        {header, value}},
                       body.dump()});
}

// Recorded from AWS.
void trace_of_request(Conversation& say) {
  const Queue queue = say.make_queue();
  expect_status(say, 200, send_with(say, queue, "X-Amzn-Trace-Id", kTrace));
  const StringMap all = come(say, queue, {"AWSTraceHeader"});
  expect_there(say, all, "AWSTraceHeader");
  say.expect_equal("AWSTraceHeader", kTrace, all.at("AWSTraceHeader"));
}

void trace_header_apart(Conversation& say) {
  const Queue queue = say.make_queue();
  SendMessageRequest request = traced(queue);
  say.expect_equal("MD5OfMessageAttributes without attributes", "",
                   say.ask(request).md5_of_message_attributes.value_or(""));
  request.message_attributes["Foo"] = text("Bar");
  say.expect_equal("MD5OfMessageAttributes", "ae7155c6026991b6d54b11589678bf9c",
                   say.ask(request).md5_of_message_attributes.value_or(""));
}

/// More than fits into a byte.
void counts_on(Conversation& say) {
  constexpr int kReceives = 300;
  const Queue queue = say.make_queue();
  static_cast<void>(say.send(queue, "hello"));
  ReceiveMessageRequest request = named({"ApproximateReceiveCount"});
  request.queue_url = queue.url;
  int came = 0, count = 0;
  for (int times = 0; times < kReceives; ++times) {
    for (const ReceivedMessage& message : say.ask(request).messages) {
      expect_there(say, message.attributes, "ApproximateReceiveCount");
      ++came;
      count = std::max(count, std::atoi(message.attributes.at("ApproximateReceiveCount").c_str()));
    }
  }
  say.expect(came > 0, "the message comes");
  say.expect(count >= came, "ApproximateReceiveCount is at least the number of receives");
}

}  // namespace

std::span<const Example> system_attributes() {
  static const std::vector<Example> kRows = {
      {{"attributes/system-none-unasked", "no system attribute comes that was not asked for",
        "A consumer that forgets to ask for the group finds out on AWS only.",
        "SQSAPI/ReceiveMessage"},
       Level::must,
       none_unless_asked,
       {"system-attributes-unasked"}},
      {{"attributes/system-of-standard", "`All` gives the four system attributes of a message",
        "Dashboards and retry logic read them; the times are milliseconds.",
        "SQSAPI/ReceiveMessage"},
       Level::must,
       all_of_standard,
       {"first-receive-untold"}},
      {{"attributes/system-by-name", "system attributes come by their names, and no others",
        "What was not asked for does not come.", "SQSAPI/ReceiveMessage"},
       Level::must,
       by_name,
       {"system-names-unread"}},
      {{"attributes/system-by-older-name", "AttributeNames asks for system attributes, too",
        "Clients of before 2024 know no other parameter.", "SQSAPI/ReceiveMessage"},
       Level::must,
       by_the_older_name,
       {"older-names-unread"}},
      {{"attributes/system-of-fifo", "a FIFO queue gives group, deduplication id and number",
        "The number is the one that the sender was told.", "SQSAPI/ReceiveMessage"},
       Level::must,
       all_of_fifo,
       {"sequence-untold"}},
      {{"attributes/group-of-standard", "a standard queue takes a group id and gives it back",
        "Fair queues name tenants so, since July 2025.", "SQS/sqs-fair-queues"},
       Level::should,
       group_of_standard,
       {"group-of-standard-untold"}},
      {{"attributes/trace-header", "AWSTraceHeader comes back, and has a digest of its own",
        "Traces end at the queue otherwise.", "SQS/sqs-message-metadata"},
       Level::must,
       trace_header,
       {"trace-lost"}},
      {{"attributes/trace-header-apart", "AWSTraceHeader does not enter the digest of attributes",
        "Clients that check digests refuse the answer otherwise.", "SQS/sqs-message-metadata"},
       Level::must,
       trace_header_apart,
       {"trace-is-attribute"}},
      {{"attributes/trace-header-of-request",
        "the header X-Amzn-Trace-Id of a send becomes its AWSTraceHeader",
        "Recorded from AWS. Services that trace requests send that header, and nothing else.",
        "SQS/sqs-message-metadata"},
       Level::should,
       trace_of_request,
       {"trace-of-request-lost"}},
      {{"attributes/receive-count-goes-on", "a message that comes back 300 times says so",
        "Retry logic that looks at the count alone never gives up otherwise.",
        "SQSAPI/ReceiveMessage"},
       Level::should,
       counts_on,
       {"receive-count-saturates"}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples

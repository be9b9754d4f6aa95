// The bytes of the Query protocol, and both protocols beside each other.
#include <fmt/format.h>

#include "properties/examples/families.h"
#include "properties/examples/wire/bytes.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;
using fixtures::Protocol;

/// The answer to a request that has to succeed; its parameter names the queue.
fixtures::RawAnswer asked(Conversation& say, const Queue& queue, Parameters parameters) {
  parameters.emplace_back("QueueUrl", queue.url);
  parameters.emplace_back("Version", "2012-11-05");
  fixtures::RawAnswer answer = say.post_form(form_of(parameters));
  expect_status(say, 200, answer);
  return answer;
}

void send_body(Conversation& say, const Queue& queue, const std::string& body) {
  static_cast<void>(asked(say, queue, {{"Action", "SendMessage"}, {"MessageBody", body}}));
}

std::string received_body(Conversation& say, const Queue& queue) {
  std::string body;
  say.expect_soon("the message is received", [&] {
    const auto answer = asked(say, queue, {{"Action", "ReceiveMessage"}});
    if (!has_element(answer, "Body")) return false;
    body = element(say, answer, "Body");
    return true;
  });
  return body;
}

void expect_there_and_back(Conversation& say, const std::string& body) {
  const Queue queue = say.make_queue();
  send_body(say, queue, body);
  say.expect_equal("the body", body, received_body(say, queue));
}

void form(Conversation& say) {
  const Queue queue = say.make_queue();
  const auto answer = asked(say, queue, {{"Action", "SendMessage"}, {"MessageBody", "hello"}});
  say.expect(answer.header("content-type").starts_with("text/xml"), "the content type is text/xml");
  say.expect(has_element(answer, "SendMessageResponse"), "the root is SendMessageResponse");
  say.expect(answer.body.find("http://queue.amazonaws.com/doc/2012-11-05/") != std::string::npos,
             "the namespace is that of 2012-11-05");
  say.expect(has_element(answer, "SendMessageResult"), "there is a SendMessageResult");
  say.expect(!element(say, answer, "RequestId").empty(), "there is a RequestId");
  say.expect_equal("MD5OfMessageBody", "5d41402abc4b2a76b9719d911017c592",
                   element(say, answer, "MD5OfMessageBody"));
}

void escaped(Conversation& say) { expect_there_and_back(say, "a<b> & \"c\" ]]> d='e'"); }
void utf8(Conversation& say) { expect_there_and_back(say, "\u00FC\u20AC\U0001F600"); }
void carriage_return(Conversation& say) { expect_there_and_back(say, "a\r\nb\rc\n"); }

void plus(Conversation& say) {
  const Queue queue = say.make_queue();
  const std::string request = "Action=SendMessage&MessageBody=a+b%2Bc&Version=2012-11-05&";
  expect_status(say, 200, say.post_form(request + form_of({{"QueueUrl", queue.url}})));
  say.expect_equal("the body", "a b+c", received_body(say, queue));
}

void empty_receive(Conversation& say) {
  const Queue queue = say.make_queue();
  const auto answer = asked(say, queue, {{"Action", "ReceiveMessage"}});
  say.expect(has_element(answer, "ReceiveMessageResult"), "there is a ReceiveMessageResult");
}

// Parameters in the order in which they are signed.
void by_get(Conversation& say) {
  const Queue queue = say.make_queue();
  const auto answer = say.get("/?" + form_of({{"Action", "GetQueueAttributes"},
                                              {"AttributeName.1", "QueueArn"},
                                              {"QueueUrl", queue.url},
                                              {"Version", "2012-11-05"}}));
  expect_status(say, 200, answer);
  say.expect_equal("QueueArn", queue.arn, element(say, answer, "Value"));
}

void without_version(Conversation& say) {
  const Queue queue = say.make_queue();
  expect_status(
      say, 200,
      say.post_form(
          form_of({{"Action", "SendMessage"}, {"MessageBody", "hello"}, {"QueueUrl", queue.url}})));
}

void on_the_queues_path(Conversation& say) {
  const Queue queue = say.make_queue();
  const std::string request = "Action=SendMessage&MessageBody=hello&Version=2012-11-05";
  expect_status(say, 200, say.post_form(request, path_of(queue)));
  say.expect_equal("the body", "hello", received_body(say, queue));
}

void parameter_wins(Conversation& say) {
  const Queue queue = say.make_queue();
  const Queue other = say.make_queue();
  const std::string request =
      form_of({{"Action", "SendMessage"}, {"MessageBody", "hello"}, {"QueueUrl", queue.url}});
  expect_status(say, 200, say.post_form(request, path_of(other)));
  say.expect_equal("the body in the queue of the parameter", "hello", received_body(say, queue));
}

void both_protocols(Conversation& say) {
  for (const auto& [first, second] :
       {std::pair(Protocol::json, Protocol::query), std::pair(Protocol::query, Protocol::json)}) {
    say.over(first);
    const Queue queue = say.make_queue({{"VisibilityTimeout", "45"}});
    const MessageAttributes attributes = {{"number", text("7", "Number")},
                                          {"bytes", bytes(std::string("\x00\xFF", 2))}};
    const auto sent = say.ask(message(queue, "a\u00E9<&>\r\n", attributes));
    say.over(second);
    say.expect_equal("VisibilityTimeout", "45", say.attribute(queue, "VisibilityTimeout"));
    ReceiveMessageRequest all;
    all.message_attribute_names = {"All"};
    const auto received = say.receive_one(queue, all);
    say.expect_equal("the id", sent.message_id, received.message_id);
    say.expect_equal("the body", "a\u00E9<&>\r\n", received.body);
    say.expect(received.message_attributes == attributes, "the attributes are as they were sent");
    say.over(first);
    static_cast<void>(say.ask(DeleteMessageRequest{queue.url, received.receipt_handle}));
  }
}

}  // namespace

std::span<const Example> wire_query() {
  constexpr ExampleNeeds kBytes = ExampleNeeds::bytes;
  constexpr const char* kPage = "SQS/sqs-making-api-requests-xml";
  static const std::vector<Example> kRows = {
      {{"wire/query-form", "a Query answer has the documented elements",
        "Hand-written clients, and SDKs of before November 2023, read them.", kPage},
       Level::must,
       form,
       {"digests-missing", "query-namespace-old"},
       kBytes},
      {{"wire/query-escapes", "texts are escaped in XML",
        "A body with a `<` makes the whole answer unreadable otherwise.", kPage},
       Level::must,
       escaped,
       {"xml-not-escaped"},
       kBytes},
      {{"wire/query-is-utf-8", "XML is in UTF-8", "Letters beyond ASCII come out as others.",
        kPage},
       Level::must,
       utf8,
       {"query-in-latin-1"},
       kBytes},
      {{"wire/query-carriage-return", "a carriage return survives XML",
        "Readers of XML drop what is not written as `&#xD;`; signed bodies break.", kPage},
       Level::must,
       carriage_return,
       {"carriage-returns-lost"},
       kBytes},
      {{"wire/query-plus-is-blank", "a plus sign in a form is a blank",
        "Forms are read so everywhere else.", kPage},
       Level::must,
       plus,
       {"plus-stays"},
       kBytes},
      {{"wire/query-empty-receive", "a Query answer without messages has its result element",
        "Recorded from AWS: clients fail on an answer without it.", kPage},
       Level::should,
       empty_receive,
       {},
       kBytes},
      {{"wire/query-by-get", "a Query request may be a GET",
        "Presigned and hand-written requests are.", kPage},
       Level::must,
       by_get,
       {"get-not-read"},
       kBytes},
      {{"wire/query-on-queue-path", "the URL that a Query request is sent to names its queue",
        "The documented examples, hand-written requests and older SDKs send there.", kPage},
       Level::must,
       on_the_queues_path,
       {"queue-path-ignored"},
       kBytes},
      {{"wire/query-without-version", "a Query request may leave out its version",
        "Recorded from AWS; hand-written requests often do.", kPage},
       Level::should,
       without_version,
       {},
       kBytes},
      {{"wire/query-parameter-wins", "the parameter QueueUrl counts more than the path",
        "Recorded from AWS.", kPage},
       Level::should,
       parameter_wins,
       {},
       kBytes},
      {{"wire/both-protocols", "both protocols see the same queues and messages",
        "An old client and a new one share a queue.", kPage},
       Level::must,
       both_protocols,
       {"xml-not-escaped", "carriage-returns-lost", "binary-as-text", "query-ids-of-its-own"},
       kBytes},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples

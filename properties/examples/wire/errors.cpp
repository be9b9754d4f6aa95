// The bytes of errors, in both protocols.
#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "properties/examples/families.h"
#include "properties/examples/wire/bytes.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;
using Json = nlohmann::json;

/// What an error has to say.
struct Expected {
  const char* shape;  ///< of JSON, behind `#`
  const char* code;   ///< of Query, and of the header of JSON
  std::vector<int> statuses;
};

void expect_one_of(Conversation& say, const std::vector<int>& statuses, int status) {
  std::string all;
  for (const int one : statuses) all += (all.empty() ? "" : " or ") + std::to_string(one);
  say.expect(std::find(statuses.begin(), statuses.end(), status) != statuses.end(),
             fmt::format("the HTTP status {} is {}", status, all));
}

Json expect_json_error(Conversation& say, const fixtures::RawAnswer& answer,
                       const Expected& expected) {
  expect_one_of(say, expected.statuses, answer.status);
  Json json = Json::parse(answer.body, nullptr, false);
  if (!json.is_object()) say.fail("the answer is not a JSON object");
  const std::string type = json.value("__type", "");
  say.expect_equal("what `__type` ends with", expected.shape, type.substr(type.find('#') + 1));
  say.expect_equal("the header x-amzn-query-error", fmt::format("{};Sender", expected.code),
                   answer.header("x-amzn-query-error"));
  return json;
}

void expect_query_error(Conversation& say, const fixtures::RawAnswer& answer,
                        const Expected& expected) {
  expect_one_of(say, expected.statuses, answer.status);
  say.expect(has_element(answer, "ErrorResponse"), "the root is ErrorResponse");
  say.expect_equal("Code", expected.code, element(say, answer, "Code"));
  say.expect_equal("Type", "Sender", element(say, answer, "Type"));
  say.expect(!element(say, answer, "RequestId").empty(), "there is a RequestId");
}

const Expected kNoQueue = {"QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", {400}};

void no_queue_json(Conversation& say) {
  const Queue queue = say.make_queue();
  const Json request = {{"QueueUrl", queue.url + "-not"}};
  static_cast<void>(
      expect_json_error(say, say.post_json("ReceiveMessage", request.dump()), kNoQueue));
}

void no_queue_query(Conversation& say) {
  const Queue queue = say.make_queue();
  const auto answer =
      say.post_form(form_of({{"Action", "ReceiveMessage"}, {"QueueUrl", queue.url + "-not"}}));
  expect_query_error(say, answer, kNoQueue);
}

/// A call that goes wrong, in both protocols, each with a queue of its own.
struct Mistake {
  const char* action;
  Json members;           ///< of JSON, besides QueueUrl
  Parameters parameters;  ///< of Query, besides Action and QueueUrl
  Expected expected;
  bool twice = false;  ///< the second one goes wrong
};

std::vector<Mistake> mistakes() {
  const std::string prefix = "AWS.SimpleQueueService.";
  static const std::string kEmpty = prefix + "EmptyBatchRequest";
  static const std::string kId = prefix + "InvalidBatchEntryId";
  static const std::string kPurge = prefix + "PurgeQueueInProgress";
  return {
      {"SendMessage",
       {{"MessageBody", ""}},
       {{"MessageBody", ""}},
       {"MissingRequiredParameterException", "MissingParameter", {400}}},
      {"ReceiveMessage",
       {{"MaxNumberOfMessages", 11}},
       {{"MaxNumberOfMessages", "11"}},
       {"InvalidParameterValueException", "InvalidParameterValue", {400}}},
      {"GetQueueAttributes",
       {{"AttributeNames", {"Colour"}}},
       {{"AttributeName.1", "Colour"}},
       {"InvalidAttributeName", "InvalidAttributeName", {400}}},
      {"DeleteMessage",
       {{"ReceiptHandle", "nonsense"}},
       {{"ReceiptHandle", "nonsense"}},
       {"ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid", {400, 404}}},
      {"SendMessageBatch",
       {{"Entries", Json::array()}},
       {},
       {"EmptyBatchRequest", kEmpty.c_str(), {400}}},
      {"SendMessageBatch",
       {{"Entries", Json::array({{{"Id", "a b"}, {"MessageBody", "x"}}})}},
       {{"SendMessageBatchRequestEntry.1.Id", "a b"},
        {"SendMessageBatchRequestEntry.1.MessageBody", "x"}},
       {"InvalidBatchEntryId", kId.c_str(), {400}}},
      {"PurgeQueue", Json::object(), {}, {"PurgeQueueInProgress", kPurge.c_str(), {403}}, true},
  };
}

void customary_json(Conversation& say) {
  for (const Mistake& mistake : mistakes()) {
    const Queue queue = say.make_queue();
    Json request = mistake.members;
    request["QueueUrl"] = queue.url;
    if (mistake.twice) static_cast<void>(say.post_json(mistake.action, request.dump()));
    static_cast<void>(
        expect_json_error(say, say.post_json(mistake.action, request.dump()), mistake.expected));
  }
}

void customary_query(Conversation& say) {
  for (const Mistake& mistake : mistakes()) {
    const Queue queue = say.make_queue();
    Parameters parameters = mistake.parameters;
    parameters.emplace_back("Action", mistake.action);
    parameters.emplace_back("QueueUrl", queue.url);
    const auto send = [&] { return say.post_form(form_of(parameters)); };
    if (mistake.twice) static_cast<void>(send());
    expect_query_error(say, send(), mistake.expected);
  }
}

void other_attributes(Conversation& say) {
  const Queue queue = say.make_queue();
  const Expected expected = {"QueueNameExists", "QueueAlreadyExists", {400}};
  const Json request = {{"QueueName", queue.name}, {"Attributes", {{"DelaySeconds", "9"}}}};
  static_cast<void>(expect_json_error(say, say.post_json("CreateQueue", request.dump()), expected));
  expect_query_error(say,
                     say.post_form(form_of({{"Action", "CreateQueue"},
                                            {"QueueName", queue.name},
                                            {"Attribute.1.Name", "DelaySeconds"},
                                            {"Attribute.1.Value", "9"}})),
                     expected);
}

void text_in_json(Conversation& say) {
  const Queue queue = say.make_queue();
  const Json request = {{"QueueUrl", queue.url + "-not"}};
  const Json error =
      expect_json_error(say, say.post_json("ReceiveMessage", request.dump()), kNoQueue);
  say.expect_equal("message", "The specified queue does not exist.", error.value("message", ""));
}

void text_in_query(Conversation& say) {
  const Queue queue = say.make_queue();
  const auto answer =
      say.post_form(form_of({{"Action", "ReceiveMessage"}, {"QueueUrl", queue.url + "-not"}}));
  say.expect_equal("Message", "The specified queue does not exist for this wsdl version.",
                   element(say, answer, "Message"));
}

}  // namespace

std::span<const Example> wire_errors() {
  constexpr ExampleNeeds kBytes = ExampleNeeds::bytes;
  constexpr const char* kJson = "SQS/sqs-making-api-requests-json";
  constexpr const char* kXml = "SQS/sqs-making-api-requests-xml";
  static const std::vector<Example> kRows = {
      {{"wire/error-in-json", "an error in JSON has its type, and its older code in a header",
        "SDKs take the code from the header; some break without it.", kJson},
       Level::must,
       no_queue_json,
       {"query-error-wrong", "errors-of-other-protocol", "errors-are-500"},
       kBytes},
      {{"wire/error-in-query", "an error of the Query protocol is an ErrorResponse with its code",
        "Clients compare the code.", kXml},
       Level::must,
       no_queue_query,
       {"errors-of-other-protocol", "errors-are-500"},
       kBytes},
      {{"wire/customary-errors-in-json", "customary mistakes get their types, codes and statuses",
        "Clients decide by them whether to try again. Of one status AWS's sources name two.",
        kJson},
       Level::should,
       customary_json,
       {"query-error-wrong", "errors-of-other-protocol", "errors-are-500"},
       kBytes},
      {{"wire/customary-errors-in-query", "so they do in the Query protocol",
        "Clients decide by them whether to try again. Of one status AWS's sources name two.", kXml},
       Level::should,
       customary_query,
       {"errors-of-other-protocol", "errors-are-500"},
       kBytes},
      {{"wire/name-exists", "a queue that exists otherwise is QueueAlreadyExists in the older code",
        "Programs that make their queues catch it by that code.", "SQSAPI/CreateQueue"},
       Level::must,
       other_attributes,
       {"errors-of-other-protocol"},
       kBytes},
      {{"wire/json-text-of-no-queue",
        "in JSON the missing queue is worded without the wsdl version",
        "Recorded from AWS; scripts look for the sentence.", kJson},
       Level::should,
       text_in_json,
       {},
       kBytes},
      {{"wire/query-text-of-no-queue", "the Query protocol words the missing queue as ever",
        "Recorded from AWS; scripts look for the sentence.", kXml},
       Level::should,
       text_in_query,
       {},
       kBytes},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples

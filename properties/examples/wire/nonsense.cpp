// Requests that are no calls.
#include <nlohmann/json.hpp>

#include "properties/examples/families.h"
#include "properties/examples/wire/bytes.h"

namespace sqsproof::properties::examples {
namespace {

using Json = nlohmann::json;

void unknown_action(Conversation& say) {
  const auto query = say.post_form(form_of({{"Action", "FlyQueue"}, {"Version", "2012-11-05"}}));
  expect_status(say, 400, query);
  say.expect_equal("Code", "InvalidAction", element(say, query, "Code"));
}

void unknown_operation(Conversation& say) {
  const auto json = say.post_json("FlyQueue", "{}");
  say.expect(json.status == 400 || json.status == 404, "the HTTP status is 400 or 404");
  say.expect(json.body.find("UnknownOperationException") != std::string::npos,
             "the error is UnknownOperationException");
}

void no_action(Conversation& say) {
  const Queue queue = say.make_queue();
  const auto answer = say.get(path_of(queue), {{"Accept", "application/json"}});
  expect_status(say, 404, answer);
  say.expect(answer.body.find("UnknownOperationException") != std::string::npos,
             "the error is UnknownOperationException");
}

void not_json(Conversation& say) {
  for (const char* bad : {"{\"QueueName\":", R"({"QueueName":{"a":1}})"}) {
    const auto answer = say.post_json("CreateQueue", bad);
    expect_status(say, 400, answer);
    const Json json = Json::parse(answer.body, nullptr, false);
    say.expect(json.is_object() && json.contains("__type"), "the answer is an error in JSON");
  }
}

}  // namespace

std::span<const Example> wire_nonsense() {
  constexpr ExampleNeeds kBytes = ExampleNeeds::bytes;
  constexpr const char* kJson = "SQS/sqs-making-api-requests-json";
  constexpr const char* kXml = "SQS/sqs-making-api-requests-xml";
  static const std::vector<Example> kRows = {
      {{"wire/unknown-action", "an action that there is not is InvalidAction",
        "A general error in its place hides a misspelt action.", kXml},
       Level::must,
       unknown_action,
       {"unknown-actions-taken"},
       kBytes},
      {{"wire/unknown-operation", "in JSON it is UnknownOperationException",
        "Clients of newer actions tell so that the endpoint is older.", kJson},
       Level::should,
       unknown_operation,
       {},
       kBytes},
      {{"wire/no-action", "a GET of a queue's URL without an action is answered with 404",
        "Recorded from AWS: the queue's URL in a browser.", kXml},
       Level::should,
       no_action,
       {},
       kBytes},
      {{"wire/malformed-json", "what is not the JSON of a call is refused with an error in JSON",
        "A dropped connection, or a 500, is tried again for ever.", kJson},
       Level::should,
       not_json,
       {},
       kBytes},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples

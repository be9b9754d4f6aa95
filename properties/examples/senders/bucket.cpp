#include "properties/examples/senders/bucket.h"

#include <fmt/format.h>

namespace sqsproof::properties::examples {

using namespace semantics;
using Json = nlohmann::json;

int Bucket::configure(const Queue& queue, const Json& events, const Json& rules, bool test) {
  Json one = {{"Id", "c"}, {"QueueArn", queue.arn}, {"Events", events}};
  if (!rules.empty()) one["Filter"] = {{"Key", {{"FilterRules", rules}}}};
  const Json request = {
      {"Bucket", name_},
      {"SkipDestinationValidation", !test},
      {"NotificationConfiguration", {{"QueueConfigurations", Json::array({one})}}}};
  return say_.channel().control("s3/notification", request.dump()).status;
}

void Bucket::put(const std::string& key, const std::string& event, int copies) {
  const Json request = {
      {"Bucket", name_}, {"Key", key}, {"Event", event}, {"Size", 1'024}, {"Copies", copies}};
  const auto told = say_.channel().control("s3/object", request.dump());
  say_.expect_equal("the HTTP status of what is told of an object", 200,
                    static_cast<std::size_t>(told.status));
}

std::string policy_for(const Queue& queue, const std::string& condition) {
  return fmt::format(R"({{"Version":"2012-10-17","Statement":[{{"Effect":"Allow",)"
                     R"("Principal":{{"Service":"s3.amazonaws.com"}},"Action":"sqs:SendMessage",)"
                     R"("Resource":"{}","Condition":{}}}]}})",
                     queue.arn, condition);
}

Queue open_queue(Conversation& say, const Bucket& bucket) {
  const Queue queue = say.make_queue();
  say.set(queue, "Policy",
          policy_for(queue, fmt::format(R"({{"ArnEquals":{{"aws:SourceArn":"arn:aws:s3:::{}"}}}})",
                                        bucket.name())));
  return queue;
}

std::vector<Json> records(Conversation& say, const Queue& queue, std::size_t count) {
  std::vector<Json> all;
  for (const ReceivedMessage& message : say.receive(queue, count)) {
    const Json body = Json::parse(message.body);
    for (const Json& record : body.value("Records", Json::array())) all.push_back(record);
  }
  return all;
}

std::string keys(const std::vector<Json>& records) {
  std::string all;
  for (const Json& record : records) {
    all += (all.empty() ? "" : " ") + record.at("s3").at("object").at("key").get<std::string>();
  }
  return all;
}

}  // namespace sqsproof::properties::examples

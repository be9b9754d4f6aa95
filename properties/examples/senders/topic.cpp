#include "properties/examples/senders/topic.h"

#include <fmt/format.h>

namespace sqsproof::properties::examples {

using namespace semantics;

Topic::Topic(Conversation& say, bool fifo) : say_(say), signer_(say.reach().key) {
  signer_.service = "sns";
  Parameters wanted = {{"Action", "CreateTopic"},
                       {"Name", say.fresh_name(fifo ? ".fifo" : "-topic")}};
  if (fifo) {
    wanted.emplace_back("Attributes.entry.1.key", "FifoTopic");
    wanted.emplace_back("Attributes.entry.1.value", "true");
  }
  const fixtures::RawAnswer made = call(wanted);
  if (made.status != 200 || !has_element(made, "TopicArn")) {
    say.skip(fmt::format("the endpoint has no topics: CreateTopic gets HTTP {}", made.status));
  }
  arn_ = element(say, made, "TopicArn");
}

Topic::~Topic() {
  if (arn_.empty()) return;
  try {
    static_cast<void>(call({{"Action", "DeleteTopic"}, {"TopicArn", arn_}}));
  } catch (const ExampleEnd&) {
    // It is left behind.
  }
}

fixtures::RawAnswer Topic::call(Parameters parameters) {
  parameters.emplace_back("Version", "2010-03-31");
  const ExampleReach& reach = say_.reach();
  const std::string& url = reach.topics_url.empty() ? reach.url : reach.topics_url;
  return say_.channel().send(
      {url, &signer_},
      {"POST", "/", {{"Content-Type", "application/x-www-form-urlencoded"}}, form_of(parameters)});
}

fixtures::RawAnswer Topic::ask(Parameters parameters) {
  const std::string action = parameters.front().second;
  fixtures::RawAnswer answer = call(std::move(parameters));
  if (answer.status != 200) say_.fail(fmt::format("{} gets HTTP {}", action, answer.status));
  return answer;
}

void Topic::subscribe(const Queue& queue, bool raw, const StringMap& attributes) {
  Parameters wanted = {
      {"Action", "Subscribe"}, {"TopicArn", arn_}, {"Protocol", "sqs"}, {"Endpoint", queue.arn}};
  StringMap all = attributes;
  if (raw) all["RawMessageDelivery"] = "true";
  int number = 0;
  for (const auto& [name, value] : all) {
    wanted.emplace_back(fmt::format("Attributes.entry.{}.key", ++number), name);
    wanted.emplace_back(fmt::format("Attributes.entry.{}.value", number), value);
  }
  subscription_ = element(say_, ask(std::move(wanted)), "SubscriptionArn");
  // SNS/sns-message-filtering: a filter policy takes effect within 15 minutes.
  if (say_.reach().is_aws() && attributes.contains("FilterPolicy")) say_.wait(900);
}

void Topic::change_filter(const std::string& policy) {
  static_cast<void>(ask({{"Action", "SetSubscriptionAttributes"},
                         {"SubscriptionArn", subscription_},
                         {"AttributeName", "FilterPolicy"},
                         {"AttributeValue", policy}}));
  if (say_.reach().is_aws()) say_.wait(900);
}

void Topic::unsubscribe() {
  static_cast<void>(ask({{"Action", "Unsubscribe"}, {"SubscriptionArn", subscription_}}));
  if (say_.reach().is_aws()) say_.wait(60);
}

void Topic::publish(const std::string& message, const Parameters& more) {
  Parameters wanted = {{"Action", "Publish"}, {"TopicArn", arn_}, {"Message", message}};
  wanted.insert(wanted.end(), more.begin(), more.end());
  static_cast<void>(ask(std::move(wanted)));
}

void Topic::publish(const std::string& message, const std::string& group, const std::string& id) {
  publish(message, {{"MessageGroupId", group}, {"MessageDeduplicationId", id}});
}

void Topic::open(const Queue& queue) {
  say_.set(
      queue, "Policy",
      fmt::format(R"({{"Version":"2012-10-17","Statement":[{{"Effect":"Allow",)"
                  R"("Principal":{{"Service":"sns.amazonaws.com"}},"Action":"sqs:SendMessage",)"
                  R"("Resource":"{}","Condition":{{"ArnEquals":{{"aws:SourceArn":"{}"}}}}}}]}})",
                  queue.arn, arn_));
  say_.expect_soon("the policy reads back",
                   [&] { return !say_.attribute(queue, "Policy").empty(); });
  if (say_.reach().is_aws()) say_.wait(60);
}

Parameters with_attribute(const std::string& name, const std::string& type,
                          const std::string& value) {
  return {{"MessageAttributes.entry.1.Name", name},
          {"MessageAttributes.entry.1.Value.DataType", type},
          {"MessageAttributes.entry.1.Value.StringValue", value}};
}

std::string bodies(Conversation& say, const Queue& queue, std::size_t count) {
  std::string all;
  for (const ReceivedMessage& message : receive_and_delete(say, queue, count)) {
    all += (all.empty() ? "" : " ") + message.body;
  }
  return all;
}

}  // namespace sqsproof::properties::examples

// Topics: what reaches which queue, in which form, and what becomes of the rest.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "semantics/digest.h"
#include "tests/semantics/senders/topic_world.h"

namespace sqsproof::semantics::sns {
namespace {

using Json = nlohmann::ordered_json;

PublishRequest fifo_publish(const std::string& topic, const std::string& message,
                            const std::string& group, const std::string& id) {
  PublishRequest request;
  request.topic_arn = topic;
  request.message = message;
  request.message_group_id = group;
  if (!id.empty()) request.message_deduplication_id = id;
  return request;
}

const std::string kQ = queue_arn("q");

}  // namespace

TEST(Topics, TheEnvelope) {
  World world;
  const std::string topic = world.topic("orders");
  const std::string subscription = world.subscribe(topic, "q");
  PublishRequest request;
  request.topic_arn = topic;
  request.message = "a \"b\"\n";
  request.subject = "s";
  request.message_attributes["n"] = {"Number", "5", std::nullopt};
  request.message_attributes["b"] = {"Binary", std::nullopt, std::string("\x01\x02", 2)};
  const auto reply = world.good<PublishResponse>(request);
  const SendMessageRequest& sent = world.post.last(kQ);
  EXPECT_TRUE(sent.message_attributes.empty());
  const Json body = Json::parse(*sent.message_body);
  std::vector<std::string> names;
  for (const auto& [name, value] : body.items()) names.push_back(name);
  EXPECT_EQ(names,
            (std::vector<std::string>{"Type", "MessageId", "TopicArn", "Subject", "Message",
                                      "Timestamp", "SignatureVersion", "Signature",
                                      "SigningCertURL", "UnsubscribeURL", "MessageAttributes"}));
  EXPECT_EQ(body["Type"], "Notification");
  EXPECT_EQ(body["MessageId"], reply.message_id);
  EXPECT_EQ(body["TopicArn"], topic);
  EXPECT_EQ(body["Message"], "a \"b\"\n");
  EXPECT_EQ(body["Timestamp"], "2023-11-14T22:13:20.000Z");
  EXPECT_EQ(body["UnsubscribeURL"],
            "http://sns.test/?Action=Unsubscribe&SubscriptionArn=" + subscription);
  EXPECT_EQ(body["MessageAttributes"], Json::parse(R"({"b":{"Type":"Binary","Value":"AQI="},
                            "n":{"Type":"Number","Value":"5"}})"));
}

TEST(Topics, WhoSends) {
  World world;
  const std::string topic = world.topic("orders");
  (void)world.subscribe(topic, "q");
  (void)world.publish(topic, "m");
  const ServiceDelivery& delivery = world.post.queues.at(kQ).front();
  EXPECT_EQ(delivery.service, "sns.amazonaws.com");
  EXPECT_EQ(delivery.source_arn, topic);
  EXPECT_EQ(delivery.source_account, "000000000000");
  EXPECT_EQ(delivery.trace_header, "Root=1");
}

TEST(Topics, RawDelivery) {
  World world;
  const std::string topic = world.topic("orders");
  (void)world.subscribe(topic, "q", {{"RawMessageDelivery", "true"}});
  (void)world.publish(topic, "plain", {{"attr1", {"Number", "99.12", std::nullopt}}});
  const SendMessageRequest& sent = world.post.last(kQ);
  EXPECT_EQ(sent.message_body, "plain");
  EXPECT_EQ(md5_of_attributes(sent.message_attributes), "d302007e9aa062660afc85fd0a482472");
}

TEST(Topics, AMessageForEachProtocol) {
  World world;
  const std::string topic = world.topic("orders");
  (void)world.subscribe(topic, "q", {{"RawMessageDelivery", "true"}});
  PublishRequest request;
  request.topic_arn = topic;
  request.message = R"({"default":"d","sqs":"q"})";
  request.message_structure = "json";
  (void)world.good<PublishResponse>(request);
  EXPECT_EQ(world.post.last(kQ).message_body, "q");
  request.message = R"({"default":"d"})";
  (void)world.good<PublishResponse>(request);
  EXPECT_EQ(world.post.last(kQ).message_body, "d");
  request.message = R"({"sqs":"q"})";
  EXPECT_EQ(world.refusal(request),
            "InvalidParameter: Invalid parameter: Message Structure - No default entry in JSON "
            "message body");
}

TEST(Topics, SubscribersDoNotInfluenceEachOther) {
  World world;
  const std::string topic = world.topic("orders");
  (void)world.subscribe(topic, "closed");
  (void)world.subscribe(topic, "red", {{"FilterPolicy", R"({"color":["red"]})"}});
  (void)world.subscribe(topic, "all");
  world.post.closed.insert(queue_arn("closed"));
  (void)world.publish(topic, "m", {{"color", {"String", "red", std::nullopt}}});
  (void)world.publish(topic, "m", {{"color", {"String", "blue", std::nullopt}}});
  EXPECT_EQ(world.post.count(queue_arn("red")), 1U);
  EXPECT_EQ(world.post.count(queue_arn("all")), 2U);
  EXPECT_EQ(world.post.count(queue_arn("closed")), 0U);
  ASSERT_EQ(world.log.failures().size(), 2U);
  EXPECT_EQ(world.log.failures()[0].queue_arn, queue_arn("closed"));
  EXPECT_EQ(world.log.failures()[0].why.code, "AccessDeniedException");
  EXPECT_EQ(world.log.failures()[0].dead_letter_arn, "");
}

TEST(Topics, WhatIsRefusedGoesToTheDeadLetterQueue) {
  World world;
  const std::string topic = world.topic("orders");
  const std::string redrive = R"({"deadLetterTargetArn":")" + queue_arn("dead") + R"("})";
  (void)world.subscribe(topic, "q", {{"RedrivePolicy", redrive}, {"RawMessageDelivery", "true"}});
  world.post.closed.insert(kQ);
  (void)world.publish(topic, "lost");
  EXPECT_EQ(world.post.last(queue_arn("dead")).message_body, "lost");
  EXPECT_EQ(world.log.failures().back().dead_letter_arn, queue_arn("dead"));
  world.post.closed.insert(queue_arn("dead"));
  (void)world.publish(topic, "lost");
  ASSERT_EQ(world.log.failures().size(), 3U);
  EXPECT_EQ(world.log.failures()[1].dead_letter_arn, "");
  EXPECT_EQ(world.log.failures()[2].queue_arn, queue_arn("dead"));
}

TEST(Topics, FifoTopics) {
  World world;
  const std::string topic = world.topic("orders.fifo");
  (void)world.subscribe(topic, "q.fifo");
  (void)world.subscribe(topic, "plain");
  const auto first = world.good<PublishResponse>(fifo_publish(topic, "m", "g", "d"));
  const auto again = world.good<PublishResponse>(fifo_publish(topic, "other", "g", "d"));
  EXPECT_EQ(first.message_id, again.message_id);
  ASSERT_EQ(world.post.count(queue_arn("q.fifo")), 1U);
  const SendMessageRequest& sent = world.post.last(queue_arn("q.fifo"));
  EXPECT_EQ(sent.message_group_id, "g");
  EXPECT_EQ(sent.message_deduplication_id, "d");
  const Json body = Json::parse(*sent.message_body);
  EXPECT_EQ(body["SequenceNumber"], *first.sequence_number);
  EXPECT_FALSE(body.contains("Signature"));
  EXPECT_EQ(world.post.last(queue_arn("plain")).message_group_id, std::nullopt);
  world.now += seconds(299);
  (void)world.good<PublishResponse>(fifo_publish(topic, "m", "g", "d"));
  EXPECT_EQ(world.post.count(queue_arn("q.fifo")), 1U);
  world.now += seconds(1);
  const auto later = world.good<PublishResponse>(fifo_publish(topic, "m", "g", "d"));
  EXPECT_EQ(world.post.count(queue_arn("q.fifo")), 2U);
  EXPECT_GT(*later.sequence_number, *first.sequence_number);
}

TEST(Topics, FifoTopicsByContent) {
  World world;
  const std::string topic = world.topic("orders.fifo", {{"ContentBasedDeduplication", "true"}});
  (void)world.subscribe(topic, "q.fifo");
  (void)world.good<PublishResponse>(fifo_publish(topic, "m", "g", ""));
  (void)world.good<PublishResponse>(fifo_publish(topic, "m", "g", ""));
  ASSERT_EQ(world.post.count(queue_arn("q.fifo")), 1U);
  EXPECT_EQ(world.post.last(queue_arn("q.fifo")).message_deduplication_id, sha256_hex("m"));
}

TEST(Topics, FifoRefusals) {
  World world;
  const std::string fifo = world.topic("orders.fifo");
  const std::string standard = world.topic("orders");
  EXPECT_EQ(world.refusal(fifo_publish(fifo, "m", "g", "")),
            "InvalidParameter: Invalid parameter: The topic should either have "
            "ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly");
  EXPECT_EQ(world.refusal(fifo_publish(fifo, "m", "", "d")),
            "InvalidParameter: Invalid parameter: The MessageGroupId parameter is required for "
            "FIFO topics");
  EXPECT_NE(world.refusal(fifo_publish(standard, "m", "g", "d")), "");
  EXPECT_EQ(world.refusal(SubscribeRequest{standard, "sqs", queue_arn("q.fifo"), {}, {}}),
            "InvalidParameter: Invalid parameter: Invalid parameter: Endpoint Reason: FIFO SQS "
            "Queues can not be subscribed to standard SNS topics");
  EXPECT_NE(world.refusal(SubscribeRequest{
                fifo,
                "sqs",
                queue_arn("q.fifo"),
                {{"RedrivePolicy", R"({"deadLetterTargetArn":")" + queue_arn("dead") + R"("})"}},
                {}}),
            "");
}

TEST(Topics, AQueueOfAnotherAccountHasToConfirm) {
  World world;
  const std::string topic = world.topic("orders");
  const std::string other = "arn:aws:sqs:us-east-1:111122223333:q";
  const auto reply = world.good<SubscribeResponse>(SubscribeRequest{topic, "sqs", other, {}, {}});
  EXPECT_EQ(reply.subscription_arn, "pending confirmation");
  (void)world.publish(topic, "m");
  EXPECT_EQ(world.post.count(other), 0U);
}

}  // namespace sqsproof::semantics::sns

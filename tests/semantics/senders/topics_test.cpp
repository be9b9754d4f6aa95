// Topics: what reaches which queue, in which form, and what becomes of the rest.
#include "semantics/senders/topics.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "semantics/digest.h"
#include "tests/semantics/senders/post_office.h"

namespace sqsproof::semantics::sns {
namespace {

using Json = nlohmann::ordered_json;

struct World {
  PostOffice post;
  DeliveryLog log;
  Topics topics{{}, post.deliver(), log};
  Instant_us now = seconds(1'700'000'000);

  Checked<Reply> call(const Call& request) {
    return topics.apply(request, now, {"http://sns.test", {}, "Root=1"});
  }
  template <class Response>
  Response good(const Call& request) {
    auto reply = call(request);
    EXPECT_TRUE(reply) << reply.error().code << ": " << reply.error().message;
    return reply ? std::get<Response>(std::move(*reply)) : Response{};
  }
  std::string refusal(const Call& request) {
    const auto reply = call(request);
    return reply ? "" : reply.error().code + ": " + reply.error().message;
  }
  std::string topic(const std::string& name, StringMap attributes = {}) {
    if (name.ends_with(".fifo")) attributes["FifoTopic"] = "true";
    return good<CreateTopicResponse>(CreateTopicRequest{name, attributes, {}}).topic_arn;
  }
  std::string subscribe(const std::string& topic, const std::string& queue,
                        const StringMap& attributes = {}) {
    return good<SubscribeResponse>(SubscribeRequest{topic, "sqs", queue_arn(queue), attributes, {}})
        .subscription_arn;
  }
  PublishResponse publish(const std::string& topic, const std::string& message,
                          const MessageAttributes& attributes = {}) {
    PublishRequest request;
    request.topic_arn = topic;
    request.message = message;
    request.message_attributes = attributes;
    return good<PublishResponse>(request);
  }
};

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
  const Delivery& delivery = world.post.queues.at(kQ).front();
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

TEST(Topics, BatchesSucceedOrFailAsAWhole) {
  World world;
  const std::string topic = world.topic("orders");
  (void)world.subscribe(topic, "q");
  PublishBatchRequest batch{topic, {}};
  batch.entries = {{"1", "a"}, {"2", "b"}};
  EXPECT_EQ(world.good<PublishBatchResponse>(batch).successful.size(), 2U);
  EXPECT_EQ(world.post.count(kQ), 2U);
  batch.entries[1].message = "";
  EXPECT_EQ(world.refusal(batch), "InvalidParameter: Invalid parameter: Empty message");
  batch.entries = {{"1", "a"}, {"1", "b"}};
  EXPECT_EQ(world.refusal(batch).substr(0, 24), "BatchEntryIdsNotDistinct");
  batch.entries = {{"1 2", "a"}};
  EXPECT_EQ(world.refusal(batch).substr(0, 19), "InvalidBatchEntryId");
  batch.entries.clear();
  EXPECT_EQ(world.refusal(batch).substr(0, 17), "EmptyBatchRequest");
  batch.entries.resize(11, {"1", "a"});
  EXPECT_EQ(world.refusal(batch).substr(0, 27), "TooManyEntriesInBatchReques");
  EXPECT_EQ(world.post.count(kQ), 2U);
}

TEST(Topics, CreatingAndSubscribingAgain) {
  World world;
  const std::string topic = world.topic("orders");
  EXPECT_EQ(world.topic("orders"), topic);
  EXPECT_NE(world.refusal(CreateTopicRequest{"orders", {{"DisplayName", "x"}}, {}}), "");
  const std::string subscription = world.subscribe(topic, "q", {{"RawMessageDelivery", "true"}});
  EXPECT_EQ(world.subscribe(topic, "q"), subscription);
  EXPECT_NE(
      world.refusal(SubscribeRequest{topic, "sqs", kQ, {{"RawMessageDelivery", "false"}}, {}}), "");
  for (const char* name : {"", "a b", "x.fifo", "ä"}) {
    EXPECT_EQ(world.refusal(CreateTopicRequest{name, {}, {}}),
              "InvalidParameter: Invalid parameter: Topic Name");
  }
}

TEST(Topics, AttributesAndLists) {
  World world;
  const std::string topic = world.topic("orders");
  const std::string subscription = world.subscribe(topic, "q");
  const auto shown = [&] {
    return world
        .good<GetSubscriptionAttributesResponse>(GetSubscriptionAttributesRequest{subscription})
        .attributes;
  };
  const auto set = [&](const char* name, const char* value) {
    return world.refusal(SetSubscriptionAttributesRequest{subscription, name, value});
  };
  EXPECT_EQ(set("FilterPolicyScope", "MessageBody"), "");
  EXPECT_FALSE(shown().contains("FilterPolicyScope"));
  EXPECT_EQ(set("FilterPolicy", R"({"a":{"b":["c"]}})"), "");
  EXPECT_EQ(shown()["FilterPolicyScope"], "MessageBody");
  EXPECT_EQ(shown()["FilterPolicy"], R"({"a":{"b":["c"]}})");
  EXPECT_NE(set("FilterPolicyScope", "MessageAttributes"), "");
  EXPECT_EQ(set("FilterPolicyScope", "Random"),
            "InvalidParameter: Invalid parameter: FilterPolicyScope: Invalid value [Random]. "
            "Please use either MessageBody or MessageAttributes");
  EXPECT_EQ(set("FilterPolicy", ""), "");
  EXPECT_FALSE(shown().contains("FilterPolicy"));
  EXPECT_EQ(set("Color", "red"), "InvalidParameter: Invalid parameter: AttributeName");
  auto attributes =
      world.good<GetTopicAttributesResponse>(GetTopicAttributesRequest{topic}).attributes;
  EXPECT_EQ(attributes["SubscriptionsConfirmed"], "1");
  EXPECT_TRUE(Json::accept(attributes["Policy"]));
  EXPECT_EQ(world.good<ListSubscriptionsByTopicResponse>(ListSubscriptionsByTopicRequest{topic, {}})
                .subscriptions.size(),
            1U);
  (void)world.good<UnsubscribeResponse>(UnsubscribeRequest{subscription});
  (void)world.good<UnsubscribeResponse>(UnsubscribeRequest{subscription});
  EXPECT_EQ(world.refusal(GetSubscriptionAttributesRequest{subscription}),
            "NotFound: Subscription does not exist");
  (void)world.publish(topic, "m");
  EXPECT_EQ(world.post.count(kQ), 0U);
}

TEST(Topics, ListsComeInPages) {
  World world;
  for (int i = 0; i < 101; ++i) (void)world.topic("t" + std::to_string(i));
  const auto first = world.good<ListTopicsResponse>(ListTopicsRequest{});
  EXPECT_EQ(first.topics.size(), 100U);
  ASSERT_TRUE(first.next_token);
  const auto second = world.good<ListTopicsResponse>(ListTopicsRequest{first.next_token});
  EXPECT_EQ(second.topics.size(), 1U);
  EXPECT_FALSE(second.next_token);
}

TEST(Topics, DeletedTopicsAndUnknownOnes) {
  World world;
  const std::string topic = world.topic("orders");
  (void)world.subscribe(topic, "q");
  (void)world.good<DeleteTopicResponse>(DeleteTopicRequest{topic});
  (void)world.good<DeleteTopicResponse>(DeleteTopicRequest{topic});
  PublishRequest request;
  request.message = "m";
  request.topic_arn = topic;
  EXPECT_EQ(world.refusal(request), "NotFound: Topic does not exist");
  request.topic_arn = "orders";
  EXPECT_EQ(world.refusal(request),
            "InvalidParameter: Invalid parameter: TopicArn Reason: An ARN must have at least 6 "
            "elements, not 1");
  EXPECT_TRUE(
      world.good<ListSubscriptionsResponse>(ListSubscriptionsRequest{}).subscriptions.empty());
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

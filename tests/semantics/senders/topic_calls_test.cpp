// The actions of topics: what they show, list and refuse.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/semantics/senders/topic_world.h"

namespace sqsproof::semantics::sns {
namespace {

using Json = nlohmann::ordered_json;

const std::string kQ = queue_arn("q");

}  // namespace

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

}  // namespace sqsproof::semantics::sns

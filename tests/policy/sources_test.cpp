#include <gtest/gtest.h>

#include "policy/sources/source.h"

namespace sqsproof::policy {
namespace {

Result<std::vector<QueuePolicy>> read(const std::string& text) {
  return read_queues(std::make_shared<const SourceText>(SourceText{"input", text}));
}

const std::string kPolicy = R"({\"Statement\":[]})";

}  // namespace

TEST(Sources, APolicyByItself) {
  const auto queues = read(R"({"Version": "2012-10-17", "Statement": []})");
  ASSERT_TRUE(queues);
  ASSERT_EQ(queues->size(), 1U);
  EXPECT_EQ(queues->front().queue_arn, "");
  EXPECT_EQ(queues->front().policy->name, "input");
}

TEST(Sources, WhatGetQueueAttributesPrints) {
  const auto queues = read(
      "{\n  \"Attributes\": {\n    \"QueueArn\": "
      "\"arn:aws:sqs:us-east-1:111122223333:orders\",\n    \"Policy\": \"" +
      kPolicy + "\"\n  }\n}\n");
  ASSERT_TRUE(queues);
  EXPECT_EQ(queues->front().name, "orders");
  EXPECT_EQ(queues->front().queue_arn, "arn:aws:sqs:us-east-1:111122223333:orders");
  EXPECT_EQ(queues->front().policy->text, R"({"Statement":[]})");
  EXPECT_EQ(queues->front().policy->name, "input:4:Policy");
}

TEST(Sources, JsonLinesWithTheQueueUrl) {
  const std::string queue =
      R"({"account":"111122223333","region":"cn-north-1",)"
      R"("queueUrl":"https://sqs.cn-north-1.amazonaws.com.cn/111122223333/orders.fifo",)"
      R"("attributes":{"VisibilityTimeout":"30"}})";
  const auto queues = read(queue + "\n\n" + queue + "\n");
  ASSERT_TRUE(queues);
  ASSERT_EQ(queues->size(), 2U);
  EXPECT_EQ(queues->at(1).queue_arn, "arn:aws-cn:sqs:cn-north-1:111122223333:orders.fifo");
  EXPECT_EQ(queues->at(1).policy, nullptr);
}

TEST(Sources, ARegionFromTheUrl) {
  const auto queues = read(R"({"QueueUrl":"https://sqs.eu-west-1.amazonaws.com/111122223333/q",)"
                           R"("Attributes":{"VisibilityTimeout":"30","Policy":""}})");
  ASSERT_TRUE(queues);
  EXPECT_EQ(queues->front().queue_arn, "arn:aws:sqs:eu-west-1:111122223333:q");
  EXPECT_EQ(queues->front().policy, nullptr);
}

TEST(Sources, NoPolicyDataIsNotNoPolicy) {
  const auto queues = read(R"({"Attributes":{"QueueArn":"arn:aws:sqs:us-east-1:111122223333:q"}})");
  ASSERT_FALSE(queues);
  EXPECT_EQ(queues.error().front().id, "input/attributes");
}

TEST(Sources, MistakesAreRefusedWithTheirPlace) {
  for (const char* text :
       {"[1]", "{\"Attributes\": {\"Policy\": 3}}", "{\"a\": 1}", "{\"a\": 1}\n{\"b\"", "[[",
        R"({"Attributes":{"QueueArn":"queue","Policy":"{}"}})"}) {
    const auto queues = read(text);
    ASSERT_FALSE(queues) << text;
    EXPECT_FALSE(queues.error().front().help.empty()) << text;
    EXPECT_NE(queues.error().front().source, nullptr) << text;
  }
}

}  // namespace sqsproof::policy

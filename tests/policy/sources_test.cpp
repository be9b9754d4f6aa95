#include <gtest/gtest.h>

#include "policy/sources/source.h"

namespace sqsproof::policy {
namespace {

Result<std::vector<QueuePolicy>> read(const std::string& text) {
  QueuesRead read = read_queues(std::make_shared<const SourceText>(SourceText{"input", text}));
  if (!read.diagnostics.empty()) return tl::unexpected(std::move(read.diagnostics));
  return std::move(read.queues);
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
  EXPECT_EQ(queues->front().input, "input");
  EXPECT_EQ(line_column(*queues->front().policy, 0).line, 4U);
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
  EXPECT_EQ(queues->at(1).account, "111122223333");
  EXPECT_EQ(queues->at(1).input, "input:3");
}

TEST(Sources, OneBadLineDoesNotHideTheOthers) {
  const std::string good = R"({"queueArn":"arn:aws:sqs:us-east-1:111122223333:q",)"
                           R"("attributes":{"VisibilityTimeout":"30"}})";
  for (const std::string bad :
       {R"({"attributes":{"Poli)", R"({"attributes":{}})", "[]", "{}", "\xFF"}) {
    const std::string text = good + "\n" + bad + "\n" + good + "\n";
    const QueuesRead read =
        read_queues(std::make_shared<const SourceText>(SourceText{"queues.jsonl", text}));
    EXPECT_EQ(read.queues.size(), 2U) << bad;
    ASSERT_EQ(read.diagnostics.size(), 1U) << bad;
    const Diagnostic& problem = read.diagnostics.front();
    EXPECT_EQ(line_column(*problem.source, problem.place.begin).line, 2U) << bad;
    EXPECT_FALSE(problem.help.empty());
  }
}

TEST(Sources, ABrokenFirstLineIsALineAllTheSame) {
  const std::string good = R"({"attributes":{"VisibilityTimeout":"30"}})";
  const QueuesRead read = read_queues(std::make_shared<const SourceText>(
      SourceText{"input", "\xEF\xBB\xBF{\"attributes\":{\"Poli\n" + good + "\n"}));
  EXPECT_EQ(read.queues.size(), 1U);
  EXPECT_EQ(read.diagnostics.size(), 1U);
}

TEST(Sources, ADocumentOverSeveralLinesIsNoJsonLines) {
  for (const char* text : {"{\"Version\":\"2012-10-17\",\n\"Statement\":[]}\n",
                           "{\"Statement\":\n{}\n}\n", "{\"Statement\":[\n{}]}\n"}) {
    const auto queues = read(text);
    ASSERT_TRUE(queues) << text;
    EXPECT_EQ(queues->size(), 1U) << text;
  }
}

TEST(Sources, ObjectsOneBehindTheOther) {
  const std::string queue = R"({
  "Attributes": {"VisibilityTimeout": "30", "Policy": "{\"Id\":\"}{\\\"\"}"}
})";
  const auto queues = read(queue + "\n" + queue + queue);
  ASSERT_TRUE(queues);
  ASSERT_EQ(queues->size(), 3U);
  EXPECT_EQ(queues->at(1).input, "input:4");
  EXPECT_EQ(line_column(*queues->at(2).policy, 0).line, 7U);
  const QueuesRead broken_off = read_queues(std::make_shared<const SourceText>(
      SourceText{"input", queue + "\n" + queue + "\n{\"Attributes\": {"}));
  EXPECT_EQ(broken_off.queues.size(), 2U);
  EXPECT_EQ(broken_off.diagnostics.size(), 1U);
  const auto with_comma = read(queue + ",\n" + queue);
  ASSERT_TRUE(with_comma);
  EXPECT_EQ(with_comma->size(), 1U) << "left to the policy parser, which refuses it";
}

TEST(Sources, AFormThatWasNamedIsNotGuessed) {
  const auto read_as = [](const std::string& text, std::string_view form) {
    return read_queues(std::make_shared<const SourceText>(SourceText{"input", text}), form);
  };
  const std::string policy = R"({"Statement":[]})";
  EXPECT_EQ(read_as(policy, "policy").queues.size(), 1U);
  EXPECT_EQ(read_as(policy, kJsonLines).queues.size(), 1U);
  EXPECT_EQ(read_as(policy, "attributes").diagnostics.at(0).id, "input/form");
}

TEST(Sources, TheAccountHasToFit) {
  const std::string queue =
      R"("attributes":{"VisibilityTimeout":"30","QueueArn":"arn:aws:sqs:us-east-1:111122223333:q"}})";
  EXPECT_TRUE(read(R"({"account":"111122223333",)" + queue));
  for (const char* other : {"444455556666", "production"}) {
    const auto queues = read(R"({"account":")" + std::string(other) + "\"," + queue);
    ASSERT_FALSE(queues);
    EXPECT_EQ(queues.error().front().id, "input/attributes");
  }
}

TEST(Sources, Utf16IsNamed) {
  const auto queues = read(std::string("\xFF\xFE{\0}\0", 6));
  ASSERT_FALSE(queues);
  EXPECT_EQ(queues.error().front().id, "input/encoding");
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
       {"[1]", "[]", "[[]]", "{\"Attributes\": {\"Policy\": 3}}", "{\"a\": 1}",
        "{\"a\": 1}\n{\"b\"", R"({"Attributes":{"QueueArn":"queue","Policy":"{}"}})"}) {
    const auto queues = read(text);
    ASSERT_FALSE(queues) << text;
    EXPECT_FALSE(queues.error().front().help.empty()) << text;
    EXPECT_NE(queues.error().front().source, nullptr) << text;
  }
}

}  // namespace sqsproof::policy

// Calls name their queues where there are several, and stay short where there is one.
#include "semantics/queue_labels.h"

#include <gtest/gtest.h>

#include "semantics/actions/all.h"
#include "semantics/message_names.h"

namespace sqsproof::semantics {
namespace {

constexpr const char* kOrders = "http://host/1/orders";
constexpr const char* kDead = "http://host/1/orders-dead";
constexpr const char* kOther = "http://host/1/others";

Operation made(std::size_t id, const std::string& url, StringMap attributes = {}) {
  CreateQueueRequest create;
  create.queue_name = url.substr(url.rfind('/') + 1);
  create.attributes = std::move(attributes);
  return {id, 0, create, Reply(CreateQueueResponse{url}), 0, 1};
}

Operation sent(std::size_t id, const std::string& url) {
  return {id,
          0,
          SendMessageRequest{url, "a", {}, {}, {}, {}},
          Reply(SendMessageResponse{"id-" + std::to_string(id), "md5", {}, {}}),
          2,
          3};
}

History with_dead_letters() {
  History history;
  history.operations = {
      made(1, kDead),
      made(2, kOrders,
           {{"RedrivePolicy",
             R"({"deadLetterTargetArn":"arn:aws:sqs:r:1:orders-dead","maxReceiveCount":"2"})"}}),
      made(3, kOther),
      sent(4, kOther),
      sent(5, kOrders),
      sent(6, kDead)};
  StartMessageMoveTaskRequest move;
  move.source_arn = "arn:aws:sqs:r:1:orders-dead";
  move.destination_arn = "arn:aws:sqs:r:1:others";
  history.operations.push_back({7, 0, move, Reply(StartMessageMoveTaskResponse{"t"}), 4, 5});
  return history;
}

}  // namespace

TEST(QueueLabels, AreShownWhereThereAreSeveralQueues) {
  const auto lines = describe_operations(with_dead_letters());
  EXPECT_EQ(lines[0], "[0..0.000001] c0  CreateQueue dlq orders-dead -> ok");
  EXPECT_EQ(lines[1],
            "[0..0.000001] c0  CreateQueue q1 orders RedrivePolicy=(dlq after 2 receives) -> ok");
  EXPECT_EQ(lines[3], "[0.000002..0.000003] c0  SendMessage q2 `a` -> m1");
  EXPECT_EQ(lines[4], "[0.000002..0.000003] c0  SendMessage q1 `a` -> m2");
  EXPECT_EQ(lines[5], "[0.000002..0.000003] c0  SendMessage dlq `a` -> m3");
  EXPECT_EQ(lines[6], "[0.000004..0.000005] c0  StartMessageMoveTask from=dlq to=q2 -> ok");
}

TEST(QueueLabels, AreSaidToBeWhichQueues) {
  EXPECT_EQ(QueueLabels(with_dead_letters()).legend(),
            "dlq is orders-dead, q1 is orders, q2 is others");
}

TEST(QueueLabels, OneQueueNeedsNone) {
  History history;
  history.operations = {made(1, kOrders), sent(2, kOrders)};
  EXPECT_EQ(describe_operations(history)[1], "[0.000002..0.000003] c0  SendMessage `a` -> m1");
  EXPECT_EQ(QueueLabels(history).legend(), "");
  EXPECT_EQ(QueueLabels(history).of_arn("arn:aws:sqs:r:1:elsewhere"), "elsewhere");
}

TEST(QueueLabels, SeveralDeadLetterQueuesAreNumbered) {
  History history = with_dead_letters();
  history.queues["http://host/1/x"] = {.name = "x", .dead_letter_queue = "others"};
  const auto lines = describe_operations(history);
  EXPECT_NE(lines[3].find("SendMessage dlq2 "), std::string::npos) << lines[3];
  EXPECT_NE(lines[5].find("SendMessage dlq1 "), std::string::npos) << lines[5];
}

TEST(MessageNames, AreThoseOfTheCalls) {
  History history;
  history.operations = {sent(1, kOrders), sent(2, kOrders)};
  auto& second = std::get<SendMessageResponse>(std::get<Reply>(history.operations[1].answer));
  second.message_id = "2245bd5f-bb68";
  EXPECT_EQ(name_messages(history, "it is 2245bd5f-bb68, not id-1; 2245bd5f-bb68"),
            "it is m2, not id-1; m2");
}

}  // namespace sqsproof::semantics

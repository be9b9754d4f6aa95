// Histories as text: written and read again they are the same.
#include "semantics/history.h"

#include <gtest/gtest.h>

#include "tests/semantics/trace_text.h"

namespace sqsproof::semantics {
namespace {

Operation operation(std::size_t id, Instant_us invoked, Call call, Answer answer) {
  return {id, 0, std::move(call), std::move(answer), invoked, invoked + 100};
}

/// One call of each kind, each kind of answer, and texts that need care.
History full_history() {
  History history;
  history.endpoint = "toy";
  history.virtual_time = true;
  history.recorded.all_sends = false;
  history.queues["http://host/1/old"] = {.name = "old", .visibility_timeout_s = 7};
  CreateQueueRequest create;
  create.queue_name = "q.fifo";
  create.attributes = {{"FifoQueue", "true"}, {"VisibilityTimeout", "5"}};
  const std::string url = "http://host/1/q.fifo";
  history.operations.push_back(operation(1, 1000, create, Reply(CreateQueueResponse{url})));
  SendMessageRequest send{url, "p1.5", 0, {}, "key", "group"};
  history.operations.push_back(
      operation(2, 2000, send, Reply(SendMessageResponse{"id-1", "md5", {}, "18849496"})));
  send.message_body = "a secret \"body\"\n";
  history.operations.push_back(operation(3, 3000, send, NoAnswer{"timeout"}));
  ReceiveMessageRequest receive;
  receive.queue_url = url;
  receive.max_number_of_messages = 10;
  receive.visibility_timeout = 0;
  ReceivedMessage message{"id-1", "AQEB-secret-handle", "md5", "p1.5", {}, {}, {}};
  message.attributes = {{"ApproximateReceiveCount", "1"}, {"MessageGroupId", "group"}};
  history.operations.push_back(
      operation(4, 4000, receive, Reply(ReceiveMessageResponse{{message}})));
  history.operations.push_back(
      operation(5, 5000, ChangeMessageVisibilityRequest{url, "AQEB-secret-handle", 9},
                ServiceError{"InvalidParameterValue", "no", 400}));
  history.operations.push_back(operation(6, 6000, DeleteMessageRequest{url, "AQEB-secret-handle"},
                                         Reply(DeleteMessageResponse{})));
  history.operations.push_back(
      operation(7, 7000, DeleteQueueRequest{url}, Reply(DeleteQueueResponse{})));
  history.drained = true;
  history.drained_from = 5;
  return history;
}

}  // namespace

TEST(History, ComesBackFromItsText) {
  const std::string text = to_json_lines(full_history());
  const auto read = read_history(source_of(text));
  ASSERT_TRUE(read) << read.error().front().message;
  EXPECT_EQ(to_json_lines(*read), text);
  EXPECT_EQ(read->operations.size(), 7U);
  EXPECT_TRUE(read->drained);
  EXPECT_EQ(read->drained_from, 5U);
  EXPECT_TRUE(read->virtual_time);
  EXPECT_FALSE(read->recorded.all_sends);
  EXPECT_EQ(read->endpoint, "toy");
  ASSERT_EQ(read->queues.size(), 2U);
  for (std::size_t i = 0; i < read->operations.size(); ++i) {
    EXPECT_EQ(read->operations[i].call.index(), full_history().operations[i].call.index());
    EXPECT_EQ(read->operations[i].answer.index(), full_history().operations[i].answer.index());
    EXPECT_EQ(read->operations[i].returned, full_history().operations[i].returned);
  }
}

/// The calls about many messages, and about queues.
History wide_history() {
  History history;
  const std::string url = "http://host/1/q";
  SendMessageBatchRequest batch{url, {{}, {}}};
  batch.entries[0].id = "x";
  batch.entries[0].message_body = "p1";
  batch.entries[0].message_attributes["name"] = {"String", "a private value", {}, {}, {}};
  batch.entries[1].id = "y";
  SendMessageBatchResponse sent;
  sent.successful.push_back({"x", "id-1", "md5", {}, {}, {}});
  sent.failed.push_back({"y", true, "MissingParameter", {}});
  history.operations.push_back(operation(1, 1000, batch, Reply(sent)));
  DeleteMessageBatchRequest removals{url, {{"x", "AQEB-secret"}}};
  history.operations.push_back(
      operation(2, 2000, removals, Reply(DeleteMessageBatchResponse{{{"x"}}, {}})));
  ChangeMessageVisibilityBatchRequest changes{url, {{"x", "AQEB-secret", 7}}};
  history.operations.push_back(
      operation(3, 3000, changes, Reply(ChangeMessageVisibilityBatchResponse{{{"x"}}, {}})));
  history.operations.push_back(
      operation(4, 4000, PurgeQueueRequest{url}, Reply(PurgeQueueResponse{})));
  SetQueueAttributesRequest set{url, {{"DelaySeconds", "3"}, {"Policy", "private"}}};
  history.operations.push_back(operation(5, 5000, set, Reply(SetQueueAttributesResponse{})));
  GetQueueAttributesRequest get{url, {"All"}};
  history.operations.push_back(operation(
      6, 6000, get, Reply(GetQueueAttributesResponse{{{"ApproximateNumberOfMessages", "2"}}})));
  StartMessageMoveTaskRequest start{"arn:aws:sqs:us-east-1:1:dead", {}, 5};
  history.operations.push_back(
      operation(7, 7000, start, Reply(StartMessageMoveTaskResponse{"task-secret"})));
  ListMessageMoveTasksResponse tasks;
  tasks.results.emplace_back().status = "RUNNING";
  history.operations.push_back(operation(
      8, 8000, ListMessageMoveTasksRequest{"arn:aws:sqs:us-east-1:1:dead", 1}, Reply(tasks)));
  history.operations.push_back(operation(9, 9000, CancelMessageMoveTaskRequest{"task-secret"},
                                         Reply(CancelMessageMoveTaskResponse{4})));
  return history;
}

TEST(History, KnowsTheCallsAboutManyMessagesAndQueues) {
  const std::string text = to_json_lines(wide_history());
  for (const char* part : {"private", "secret"}) EXPECT_EQ(text.find(part), std::string::npos);
  const auto read = read_history(source_of(text));
  ASSERT_TRUE(read) << read.error().front().message;
  EXPECT_EQ(to_json_lines(*read), text);
  ASSERT_EQ(read->operations.size(), wide_history().operations.size());
  const auto& batch = std::get<SendMessageBatchRequest>(read->operations[0].call);
  EXPECT_EQ(batch.entries.at(0).message_attributes.at("name").data_type, "digest");
  EXPECT_EQ(digests_of(read->operations[0], 0).body,
            digests_of(wide_history().operations[0], 0).body);
  EXPECT_EQ(digests_of(read->operations[0], 0).attributes,
            digests_of(wide_history().operations[0], 0).attributes);
  const auto lines = describe_operations(*read);
  EXPECT_NE(lines[0].find("SendMessageBatch `p1`;"), std::string::npos) << lines[0];
  EXPECT_NE(lines[0].find("[m1] y: error MissingParameter"), std::string::npos) << lines[0];
  EXPECT_NE(lines[8].find("-> 4 moved"), std::string::npos) << lines[8];
}

TEST(History, KeepsNoSecrets) {
  const std::string text = to_json_lines(full_history());
  EXPECT_EQ(text.find("secret"), std::string::npos);
  EXPECT_EQ(text.find("http://"), std::string::npos);
  EXPECT_NE(text.find("p1.5"), std::string::npos);
  EXPECT_NE(text.find("r#1"), std::string::npos);
}

TEST(History, IsDescribedInShortNames) {
  const auto lines = describe_operations(full_history());
  EXPECT_EQ(lines[1],
            "[0.001..0.0011] c0  SendMessage `p1.5` group=group key=key delay=0 -> m1 #18849496");
  EXPECT_EQ(lines[2].substr(0, 25), "[0.002..?] c0  SendMessag");
  EXPECT_EQ(lines[3], "[0.003..0.0031] c0  ReceiveMessage max=10 visibility=0 -> [m1 `p1.5` (r1)]");
  EXPECT_EQ(lines[5], "[0.005..0.0051] c0  DeleteMessage r1 -> ok");
}

TEST(History, ReadsRecordsInAnyOrder) {
  const auto read = read_history(source_of(std::string(kHead) +
                                           R"({"t":"ret","id":1,"ts":9,"r":{"m":"a"},"new":1})"
                                           "\n\n" +
                                           kInv));
  ASSERT_TRUE(read) << read.error().front().message;
  EXPECT_EQ(read->operations.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<Reply>(read->operations[0].answer));
}

TEST(History, ACallThatNeverReturnedHasAnUnknownOutcome) {
  const auto read = read_history(source_of(std::string(kHead) + kInv));
  ASSERT_TRUE(read);
  EXPECT_TRUE(std::holds_alternative<NoAnswer>(read->operations[0].answer));
}

}  // namespace sqsproof::semantics

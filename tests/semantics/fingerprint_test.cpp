// The smallest sets of freedoms that excuse a history.
#include "semantics/judge/fingerprint.h"

#include <gtest/gtest.h>

namespace sqsproof::semantics {
namespace {

Operation operation(std::size_t id, Instant_us at, Call call, Reply reply) {
  return {id, 0, std::move(call), Answer(std::move(reply)), at, at + 10};
}

ReceiveMessageRequest receive_request() {
  ReceiveMessageRequest request;
  request.queue_url = "q";
  return request;
}

/// Sent, received, and received again while it must be hidden.
History twice() {
  History history;
  history.queues["q"].name = "q";
  SendMessageRequest send;
  send.queue_url = "q";
  send.message_body = "a";
  history.operations.push_back(operation(1, 100, send, SendMessageResponse{"m1", "", {}, {}}));
  for (const std::size_t id : {2, 3}) {
    ReceivedMessage message;
    message.message_id = "m1";
    message.body = "a";
    message.receipt_handle = "r" + std::to_string(id);
    history.operations.push_back(operation(id, static_cast<Instant_us>(id * 100), receive_request(),
                                           ReceiveMessageResponse{{message}}));
  }
  return history;
}

}  // namespace

TEST(Fingerprint, NamesTheFreedomThatExcuses) {
  const Fingerprint found = fingerprint(twice());
  EXPECT_EQ(found.freedoms, std::vector<std::string_view>{"W1"});
  EXPECT_TRUE(found.explained);
  ASSERT_EQ(found.excuses.size(), 1U);
  EXPECT_EQ(found.excuses.front().promise->id, "visibility/hidden-until-timeout");
}

TEST(Fingerprint, AHistoryThatKeepsAllPromisesNeedsNone) {
  History history = twice();
  history.operations.pop_back();
  const Fingerprint found = fingerprint(history);
  EXPECT_TRUE(found.freedoms.empty());
  EXPECT_TRUE(found.explained);
}

TEST(Fingerprint, SomeThingsHaveNoExcuse) {
  History history = twice();
  auto& reply = std::get<Reply>(history.operations[1].answer);
  std::get<ReceiveMessageResponse>(reply).messages.front().body = "b";
  const Fingerprint found = fingerprint(history);
  EXPECT_FALSE(found.explained);
}

}  // namespace sqsproof::semantics

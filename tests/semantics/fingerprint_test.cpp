// The smallest sets of freedoms that excuse a history.
#include "semantics/judge/fingerprint.h"

#include <algorithm>
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

/// A message that never comes, and so many long polls that find nothing.
History lost(std::size_t polls) {
  History history = twice();
  history.operations.resize(1);
  history.drained = true;
  history.drained_from = 1;
  for (std::size_t i = 0; i < polls; ++i) {
    ReceiveMessageRequest poll = receive_request();
    poll.wait_time_seconds = 1;
    const auto at = static_cast<Instant_us>(1'000 + i * 2'000'000);
    history.operations.push_back(operation(i + 2, at, poll, ReceiveMessageResponse{}));
    history.operations.back().returned = at + 1'000'000;
  }
  return history;
}

}  // namespace

TEST(Fingerprint, WhatNeverComesIsNotMerelyMissed) {
  for (const std::size_t polls : {2, 4, 6}) {
    const Fingerprint found = fingerprint(lost(polls));
    EXPECT_FALSE(found.explained) << polls;
    const auto excuse = std::find_if(
        found.excuses.begin(), found.excuses.end(),
        [](const Fingerprint::Excuse& one) { return one.promise->id == "delivery/nothing-lost"; });
    ASSERT_NE(excuse, found.excuses.end()) << polls;
    EXPECT_TRUE(excuse->freedoms.empty()) << excuse->freedoms.front();
  }
}

// available-soon has the excuse that a few polls may miss a message; many in a row do not.
TEST(Fingerprint, PollsMissMessagesNowAndThen) {
  const auto freedoms_of_soon = [](const History& history) {
    const Fingerprint found = fingerprint(history);
    for (const Fingerprint::Excuse& one : found.excuses) {
      if (one.promise->id == "delivery/available-soon") return one.freedoms;
    }
    return std::vector<std::string_view>{"kept"};
  };
  EXPECT_EQ(freedoms_of_soon(lost(2)), std::vector<std::string_view>{"W4"});
  EXPECT_TRUE(freedoms_of_soon(lost(5)).empty());
  History late = lost(5);
  ReceivedMessage message;
  message.message_id = "m1";
  message.body = "a";
  message.receipt_handle = "r";
  late.operations.push_back(
      operation(9, 20'000'000, receive_request(), ReceiveMessageResponse{{message}}));
  EXPECT_EQ(freedoms_of_soon(late), std::vector<std::string_view>{"W4"});
}

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

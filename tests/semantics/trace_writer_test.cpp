// Traces that are written while things happen: a recorder learns, is stopped, and meets what no
// trace can hold.
#include "semantics/trace_writer.h"

#include <gtest/gtest.h>

#include "tests/semantics/trace_text.h"

namespace sqsproof::semantics {
namespace {

std::string fmt_name(const std::string& name) { return "\"" + name + "\":"; }

}  // namespace

TEST(History, ARecorderLearnsAndLosesSightWhileItWrites) {
  TraceWriter writer;
  History head;
  const std::string queue = "/1/orders";
  SendMessageRequest send;
  send.queue_url = queue;
  send.message_body = "a";
  Operation operation{1, 0, send, NoAnswer{}, 10, 20};
  const std::string begun = writer.head(head) +
                            writer.queue(queue, {.name = "orders", .delay_s = 5}, true, 1) +
                            writer.invocation(operation);
  const auto first = read_history(source_of(begun));
  ASSERT_TRUE(first);
  EXPECT_EQ(first->assumed.size(), 1U);
  EXPECT_EQ(first->queues.begin()->second.delay_s, 5);
  EXPECT_TRUE(first->recorded.all_sends);
  operation.answer = Reply(SendMessageResponse{"m1", "", {}, {}});
  const std::string ended = begun + writer.outcome(operation) +
                            writer.queue(queue, {.name = "orders", .delay_s = 7}, false, 30) +
                            writer.seen({true, false, true}, "reasons", 40) +
                            writer.seen({true, true, true}, "no way back", 50);
  const auto second = read_history(source_of(ended));
  ASSERT_TRUE(second);
  EXPECT_TRUE(second->assumed.empty());
  EXPECT_EQ(second->queues.begin()->second.delay_s, 7);
  EXPECT_FALSE(second->recorded.all_receives);
  EXPECT_TRUE(second->recorded.all_deletes);
}

TEST(History, AHeadSaysWhereItComesFrom) {
  TraceWriter writer;
  const std::string plain = writer.head({});
  for (const char* name : {"tool", "seed", "profile", "wall0"}) {
    EXPECT_EQ(plain.find(fmt_name(name)), plain.npos) << "what is not known is not said";
    EXPECT_TRUE(read_history(source_of("{\"t\":\"head\",\"v\":1," + fmt_name(name) + "\"a\"}\n")));
    const auto wrong =
        read_history(source_of("{\"t\":\"head\",\"v\":1," + fmt_name(name) + "7}\n"));
    ASSERT_FALSE(wrong) << name;
  }
  const std::string told = writer.head(
      {}, {.tool = "sqsproof 1", .seed = "7", .profile = "aws", .wall0 = kWallOfUnixTime});
  EXPECT_NE(told.find(R"("tool":"sqsproof 1","seed":"7","profile":"aws","wall0":"1970-01-01T)"),
            told.npos)
      << told;
  EXPECT_TRUE(read_history(source_of(told)));
}

TEST(History, ATornLastLineIsNoLine) {
  TraceWriter writer;
  History head;
  SendMessageRequest send;
  send.queue_url = "/1/q";
  const Operation operation{1, 0, send, Reply(SendMessageResponse{"m1", "", {}, {}}), 10, 20};
  const std::string whole = writer.head(head) + writer.invocation(operation);
  const std::string last = writer.outcome(operation);
  for (std::size_t cut = 0; cut + 1 < last.size(); ++cut) {
    const auto read = read_history(source_of(whole + last.substr(0, cut)));
    ASSERT_TRUE(read) << cut;
    const bool answered = std::holds_alternative<Reply>(read->operations[0].answer);
    EXPECT_EQ(answered, cut + 1 == last.size());
  }
  EXPECT_FALSE(read_history(source_of(whole + last.substr(0, 9) + "\n"))) << "not at the end";
}

TEST(History, WhatNoTraceCanHoldIsNotWritten) {
  TraceWriter writer;
  ReceiveMessageRequest receive;
  receive.queue_url = "/1/q";
  receive.visibility_timeout = -1;
  EXPECT_EQ(writer.invocation({1, 0, receive, NoAnswer{}, 1, 2}), "");
  SendMessageRequest send;
  send.queue_url = "/1/q";
  send.message_attributes["\xff"] = {"String", "x", {}, {}, {}};
  EXPECT_EQ(writer.invocation({1, 0, send, NoAnswer{}, 1, 2}), "");
  send.message_attributes.clear();
  send.message_group_id = std::string(kTraceLineLimit_bytes, 'g');
  EXPECT_EQ(writer.invocation({1, 0, send, NoAnswer{}, 1, 2}), "");
  EXPECT_EQ(writer.invocation({1, 0, ListQueuesRequest{}, NoAnswer{}, 1, 2}), "");
}

}  // namespace sqsproof::semantics

// The freedoms of AWS: rows that can be named, off by default, and each seen to do something.
#include <gtest/gtest.h>
#include <set>

#include "tests/semantics/weak_service.h"

namespace sqsproof::semantics {
TEST(Weaknesses, HaveIdsAndNamesAndAreOffByDefault) {
  std::set<std::string_view> names;
  for (const WeaknessRow& row : all_weaknesses()) {
    EXPECT_TRUE(names.insert(row.id).second);
    EXPECT_TRUE(names.insert(row.name).second);
    EXPECT_FALSE(row.what.empty() || row.source.empty());
    EXPECT_EQ(find_weakness(row.id), &row);
    EXPECT_EQ(find_weakness(row.name), &row);
    EXPECT_FALSE(ServiceConfig{}.weak.has(row.weakness));
  }
  EXPECT_EQ(all_weaknesses().size(), 17U);
  EXPECT_EQ(find_weakness("W18"), nullptr);
}

TEST(Weaknesses, RedeliversEarly) {
  WeakService bench(Weakness::redelivers_early);
  bench.create("q");
  bench.send("q", "m");
  int received = 0;
  for (int i = 0; i < 100; ++i) received += static_cast<int>(bench.receive("q").size());
  EXPECT_GT(received, 1);
}

TEST(Weaknesses, DeliversDeleted) {
  WeakService bench(Weakness::delivers_deleted);
  bench.create("q");
  for (int i = 0; i < 50; ++i) bench.send("q", std::to_string(i));
  for (auto batch = bench.receive("q"); !batch.empty(); batch = bench.receive("q")) {
    for (const auto& message : batch) {
      bench.call<DeleteMessageResponse>(DeleteMessageRequest{"q", message.receipt_handle});
    }
  }
  bench.now += seconds(30);
  EXPECT_FALSE(bench.receive("q").empty());
}

TEST(Weaknesses, PollsMiss) {
  WeakService samples(Weakness::short_poll_samples);
  WeakService misses(Weakness::long_poll_misses);
  int short_polls = 0, long_polls = 0;
  for (WeakService* bench : {&samples, &misses}) {
    bench->create("q");
    for (int i = 0; i < 10; ++i) bench->send("q", "m");
    for (int i = 0; i < 50; ++i) {
      if (bench->receive("q", 10, 0).size() < 10) ++short_polls;
      if (bench->receive("q", 10, 0, 1).empty()) ++long_polls;
    }
  }
  EXPECT_GT(short_polls, 5);
  EXPECT_GT(long_polls, 1);
}

TEST(Weaknesses, Reorders) {
  WeakService bench(Weakness::reorders);
  bench.create("q");
  for (char c = 'a'; c <= 'j'; ++c) bench.send("q", std::string(1, c));
  std::string order;
  for (const auto& message : bench.receive("q")) order += message.body;
  EXPECT_EQ(order.size(), 10U);
  EXPECT_NE(order, "abcdefghij");
}

TEST(Weaknesses, LocksTheWholeGroup) {
  WeakService bench(Weakness::locks_whole_group);
  bench.create("q.fifo", {{"FifoQueue", "true"}});
  bench.send("q.fifo", "a");
  bench.send("q.fifo", "b");
  const auto both = bench.receive("q.fifo");
  ASSERT_EQ(both.size(), 2U);
  bench.call<ChangeMessageVisibilityResponse>(
      ChangeMessageVisibilityRequest{"q.fifo", both[0].receipt_handle, 0});
  EXPECT_TRUE(bench.receive("q.fifo").empty());
}

TEST(Weaknesses, OldReceiptsDoNothingAndExpiredTimeoutsBeginAgain) {
  WeakService old(Weakness::ignores_old_receipts);
  old.create("q");
  old.send("q", "m");
  const auto first = old.receive("q", 1, 0);
  old.receive("q", 1, 0);
  old.call<DeleteMessageResponse>(DeleteMessageRequest{"q", first[0].receipt_handle});
  EXPECT_EQ(old.count("q"), "1/0");
  WeakService again(Weakness::hides_again);
  again.create("q");
  again.send("q", "m");
  const auto expired = again.receive("q", 1, 1);
  again.now += seconds(1);
  again.call<ChangeMessageVisibilityResponse>(
      ChangeMessageVisibilityRequest{"q", expired[0].receipt_handle, 5});
  EXPECT_EQ(again.count("q"), "0/1");
  again.now += seconds(5);
  EXPECT_EQ(again.receive("q").size(), 1U);
}

TEST(Weaknesses, TheLastOfEqualIdsInABatchWins) {
  WeakService bench(Weakness::last_duplicate_wins);
  bench.create("q.fifo", {{"FifoQueue", "true"}});
  SendMessageBatchRequest batch{"q.fifo", {}};
  for (const char* body : {"first", "last"}) {
    SendMessageBatchRequestEntry entry;
    entry.id = body;
    entry.message_body = body;
    entry.message_group_id = "g";
    entry.message_deduplication_id = "same";
    batch.entries.push_back(entry);
  }
  const auto sent = bench.call<SendMessageBatchResponse>(batch);
  EXPECT_EQ(sent.successful.at(0).message_id, sent.successful.at(1).message_id);
  const auto received = bench.receive("q.fifo");
  ASSERT_EQ(received.size(), 1U);
  EXPECT_EQ(received[0].body, "last");
}

/// The limit of messages in flight, with an error and without.
TEST(Weaknesses, TheLimitOfMessagesInFlight) {
  ServiceConfig silent;
  silent.weak.add(Weakness::hides_limit);
  for (const bool says : {true, false}) {
    WeakService bench(Weakness::moves_slowly);
    if (!says) bench.service = Service(silent);
    bench.create("q");
    for (int i = 0; i < 120'001; ++i) bench.send("q", "m");
    for (int i = 0; i < 12'000; ++i) bench.receive("q", 10, 43'200);
    EXPECT_EQ(bench.count("q"), "1/120000");
    ReceiveMessageRequest one_more;
    one_more.queue_url = "q";
    EXPECT_EQ(bench.refuses(one_more), says);
    one_more.wait_time_seconds = 1;
    EXPECT_FALSE(bench.refuses(one_more));
  }
}

TEST(Weaknesses, HaveARateThatCanBeChosen) {
  const auto again = [](std::uint32_t per_million) {
    ServiceConfig config;
    config.weak.add(Weakness::redelivers_early, per_million);
    Service service(config);
    static_cast<void>(service.apply(CreateQueueRequest{"q", {}, {}}, kStart));
    static_cast<void>(service.apply(SendMessageRequest{"q", "x", {}, {}, {}, {}}, kStart));
    int count = 0;
    for (int i = 0; i < 1'000; ++i) {
      ReceiveMessageRequest receive;
      receive.queue_url = "q";
      if (!is_empty_receive(service.apply(receive, kStart))) ++count;
    }
    return count;
  };
  EXPECT_LE(again(1), 3);
  EXPECT_GT(again(500'000), 300);
  EXPECT_EQ(again(1'000'000), 1'000);
}

}  // namespace sqsproof::semantics

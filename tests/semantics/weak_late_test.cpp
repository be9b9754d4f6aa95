// Freedoms of AWS to do later what was asked for: purges, settings, deletions, counts, moves.
#include <gtest/gtest.h>

#include "tests/semantics/weak_service.h"

namespace sqsproof::semantics {
namespace {

std::string arn(const std::string& name) { return "arn:aws:sqs:us-east-1:000000000000:" + name; }
std::string redrive(const std::string& target, int most) {
  return "{\"deadLetterTargetArn\":\"" + arn(target) +
         "\",\"maxReceiveCount\":" + std::to_string(most) + "}";
}

}  // namespace

TEST(Weaknesses, PurgesLateAndTakesWhatIsSentMeanwhile) {
  WeakService bench(Weakness::purges_late);
  bench.create("q");
  bench.send("q", "before");
  bench.call<PurgeQueueResponse>(PurgeQueueRequest{"q"});
  bench.send("q", "meanwhile");
  EXPECT_EQ(bench.count("q"), "2/0");
  bench.now += seconds(60);
  EXPECT_EQ(bench.count("q"), "0/0");
}

TEST(Weaknesses, AttributesTakeTime) {
  WeakService bench(Weakness::attributes_late);
  bench.create("q");
  bench.call<SetQueueAttributesResponse>(
      SetQueueAttributesRequest{"q", {{"ReceiveMessageWaitTimeSeconds", "7"}}});
  const auto wait = [&] {
    const GetQueueAttributesRequest get{"q", {"ReceiveMessageWaitTimeSeconds"}};
    return bench.call<GetQueueAttributesResponse>(get).attributes.begin()->second;
  };
  EXPECT_EQ(wait(), "0");
  bench.now += seconds(60);
  EXPECT_EQ(wait(), "7");
}

TEST(Weaknesses, DeadLettersMoveWhenTheLastTimeoutEnds) {
  WeakService bench(Weakness::dead_letters_early);
  bench.create("d");
  bench.create("q", {{"RedrivePolicy", redrive("d", 1)}});
  bench.send("q", "m");
  bench.receive("q", 1, 5);
  bench.now += seconds(5);
  EXPECT_EQ(bench.count("q"), "0/0");
  EXPECT_EQ(bench.count("d"), "1/0");
}

TEST(Weaknesses, ADeletedQueueAnswersForAWhile) {
  WeakService bench(Weakness::deletes_queue_late);
  bench.create("q");
  bench.call<DeleteQueueResponse>(DeleteQueueRequest{"q"});
  bench.send("q", "m");
  EXPECT_TRUE(bench.refuses(CreateQueueRequest{"q", {}, {}}));
  bench.now += seconds(60);
  EXPECT_TRUE(bench.call<ListQueuesResponse>(ListQueuesRequest{}).queue_urls.empty());
  EXPECT_TRUE(bench.refuses(PurgeQueueRequest{"q"}));
  bench.create("q");
  EXPECT_EQ(bench.count("q"), "0/0");
}

TEST(Weaknesses, CountsAndExpiryLagBehind) {
  WeakService counts(Weakness::counts_late);
  counts.create("q");
  EXPECT_EQ(counts.count("q"), "0/0");
  counts.send("q", "m");
  EXPECT_EQ(counts.count("q"), "0/0");
  counts.now += seconds(30);
  EXPECT_EQ(counts.count("q"), "1/0");
  WeakService expiry(Weakness::expires_late);
  expiry.create("q", {{"MessageRetentionPeriod", "60"}});
  expiry.send("q", "m");
  expiry.now += seconds(89);
  EXPECT_EQ(expiry.count("q"), "1/0");
  expiry.now += seconds(1);
  EXPECT_EQ(expiry.count("q"), "0/0");
}

TEST(Weaknesses, MovesSlowly) {
  WeakService bench(Weakness::moves_slowly);
  bench.create("d");
  bench.create("q", {{"RedrivePolicy", redrive("d", 1)}});
  for (int i = 0; i < 4; ++i) bench.send("d", "m");
  bench.call<StartMessageMoveTaskResponse>(StartMessageMoveTaskRequest{arn("d"), arn("q"), 1});
  bench.now += seconds(4);
  EXPECT_EQ(bench.count("q"), "2/0");
}

}  // namespace sqsproof::semantics

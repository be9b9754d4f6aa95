// What a run costs, and what its queues are called.
#include "properties/explore/estimate.h"

#include <gtest/gtest.h>

#include "properties/explore/queue_names.h"
#include "properties/explore/window.h"

namespace sqsproof::properties {

TEST(Estimate, CountsTheCallsOfARun) {
  const auto requirements = *select_requirements({"delivery"});
  const RequestCount one = count_requests(requirements, 1, 1, Timing::fast);
  EXPECT_GT(one.all(), 5 * requirements.size());
  const RequestCount many = count_requests(requirements, 1, 1'000, Timing::fast);
  EXPECT_GT(many.all(), 400 * one.all()) << "a large run is not run for its estimate";
  EXPECT_EQ(count_requests(*select_requirements({"fifo"}), 1, 2, Timing::fast).standard,
            count_requests(*select_requirements({"fifo"}), 1, 2, Timing::fast).standard);
}

// `--timing full`: what takes minutes, for as many requirements as there are, in one window.
TEST(Estimate, SlowProgramsShareAWindow) {
  const auto requirements = *select_requirements({});
  constexpr std::size_t kCases = 6;
  const WindowPlan plan =
      plan_of(programs_in_window(requirements, Timing::full, 1, kCases, kWindow_us));
  EXPECT_LE(plan.longest_us, kWindow_us);
  EXPECT_GT(plan.longest_us, semantics::seconds(300)) << "no deduplication window is waited for";
  EXPECT_GT(plan.slow, requirements.size() / 2);
  EXPECT_LE(plan.with(160), semantics::seconds(340));
  const WindowPlan fast =
      plan_of(programs_in_window(requirements, Timing::fast, 1, kCases, kFastWindow_us));
  EXPECT_LE(fast.with(160), semantics::seconds(40));
  EXPECT_EQ(plan.with(1), plan.all_us);
}

TEST(Estimate, OnlyWhatNeedsItIsSlowTwice) {
  for (const Requirement& requirement : all_requirements()) {
    if (requirement.least != LeastTimers::seconds) continue;
    const Program program = program_in_window(requirement, Timing::full, 1, 1, kWindow_us);
    EXPECT_LE(duration_of(program), kFastWindow_us) << requirement.words.id;
  }
}

TEST(Estimate, SaysWhatAMillionCosts) {
  EXPECT_DOUBLE_EQ(price_of({1'000'000, 1'000'000}), 0.90);
  EXPECT_NE(describe(RequestCount{10, 5})
                .find("about 15 requests, 5 of them to FIFO queues: less than 0.01"),
            std::string::npos)
      << describe(RequestCount{10, 5});
  EXPECT_NE(describe(RequestCount{10'000'000, 0}).find("about 4.00 USD"), std::string::npos);
}

TEST(QueueNames, TellTheQueuesOfARunFromOthers) {
  const std::string names = run_names("tests", 0x19c2a7f3b1d);
  EXPECT_EQ(names, "tests-19c2a7f3b1d");
  for (const char* more : {"-1", "-12-dead", "-3.fifo", "-4-other.fifo"}) {
    EXPECT_TRUE(is_of_a_run(names + more, "tests")) << more;
  }
  for (const char* other : {"tests", "tests-1", "tests-of-mine-1", "tests-19c2a7f3b1d",
                            "tests-19c2a7f3b1d-", "tests-19c2a7f3b1d-x", "tests-19c2a7f3b1-1",
                            "tests-19c2a7f3b1d-1x", "other-19c2a7f3b1d-1"}) {
    EXPECT_FALSE(is_of_a_run(other, "tests")) << other;
  }
  EXPECT_TRUE(is_queue_prefix("sqs_proof-1"));
  for (const char* bad : {"", "a b", "a.b", "12345678901234567"})
    EXPECT_FALSE(is_queue_prefix(bad));
  EXPECT_EQ(run_tags(names, "now").at(kToolTag), kToolName);
}

}  // namespace sqsproof::properties

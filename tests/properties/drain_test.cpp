// The end of a run: how sure it has to be that nothing is left.
#include <gtest/gtest.h>

#include "fixtures/virtual_clock.h"
#include "properties/explore/counterexample.h"
#include "properties/explore/scenarios/steps.h"
#include "properties/explore/venues.h"
#include "semantics/model/service.h"
#include "tests/properties/toy_queue.h"

namespace sqsproof::properties {
namespace {

using namespace steps;
using semantics::seconds;

/// From the first empty poll of the drain to the last one; 0 without any.
semantics::Duration_us polled_in_vain(const semantics::History& history) {
  std::vector<const semantics::Operation*> empty;
  for (const semantics::Operation& operation : history.operations) {
    if (operation.id <= history.drained_from) continue;
    if (semantics::is_empty_receive(operation.answer)) empty.push_back(&operation);
  }
  return empty.empty() ? 0 : empty.back()->returned - empty.front()->invoked;
}

Judged run(const std::string& mutant, const Program& made, const semantics::Freedoms& granted) {
  const auto requirement = *select_requirements({"delivery/nothing-lost"});
  return run_and_judge(requirement, made, embedded_venues(mutant)->open, granted);
}

const Program kThreeSends = program(false, {}, {send(), send(), send()});

}  // namespace

TEST(Drain, SecondsAreEnoughWhereEmptyPollsAreCertain) {
  const Judged judged = run("loses-a-message", kThreeSends, {});
  EXPECT_TRUE(judged.run.history.drained);
  EXPECT_LT(polled_in_vain(judged.run.history), seconds(10));
  EXPECT_EQ(judged.judgements.at(0).verdict, policy::Verdict::violated);
}

TEST(Drain, UnderAwsALostMessageIsLookedForAMinute) {
  for (const bool three_queues : {false, true}) {
    Program made = kThreeSends;
    if (three_queues) {
      made.plan.max_receive_count = 5;
      made.plan.shares_dead_letters = 1;
    }
    const Judged judged = run("loses-a-message", made, semantics::Freedoms::aws());
    EXPECT_TRUE(judged.run.history.drained) << judged.run.history.not_drained;
    EXPECT_GE(polled_in_vain(judged.run.history), seconds(60));
    EXPECT_LE(polled_in_vain(judged.run.history), seconds(90));
    EXPECT_EQ(judged.judgements.at(0).verdict, policy::Verdict::violated);
  }
}

TEST(Drain, WhereNothingIsMissingNobodyWaits) {
  const Judged judged = run("", kThreeSends, semantics::Freedoms::aws());
  EXPECT_TRUE(judged.run.history.drained);
  EXPECT_LT(polled_in_vain(judged.run.history), seconds(10));
  EXPECT_EQ(judged.judgements.at(0).verdict, policy::Verdict::holds);
}

// The toy has no counters.
TEST(Drain, UnderAwsNothingIsLostWhileCountersDoNotSaySo) {
  const auto open = [] {
    struct Toy {
      fixtures::VirtualClock clock{seconds(1'000)};
      tests::ToyEndpoint endpoint{clock, "loses-a-message"};
    };
    auto toy = std::make_shared<Toy>();
    return OpenVenue{{&toy->endpoint, &toy->clock, true, {}, "q", true}, toy};
  };
  const auto requirement = *select_requirements({"delivery/nothing-lost"});
  const Judged strict = run_and_judge(requirement, kThreeSends, open, {});
  EXPECT_EQ(strict.judgements.at(0).verdict, policy::Verdict::violated);
  const Judged judged = run_and_judge(requirement, kThreeSends, open, semantics::Freedoms::aws());
  EXPECT_FALSE(judged.run.history.drained);
  EXPECT_EQ(judged.judgements.at(0).verdict, policy::Verdict::unknown);
  EXPECT_NE(judged.judgements.at(0).why.find("its counters do not read 0"), std::string::npos)
      << judged.judgements.at(0).why;
}

}  // namespace sqsproof::properties

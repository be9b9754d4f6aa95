// The search for counterexamples, on the toy endpoint: it passes, every fault is found and shrunk,
// the canary fails, and a run is a function of its seed.
#include "properties/explore/explore.h"

#include <gtest/gtest.h>

#include "fixtures/virtual_clock.h"
#include "properties/explore/venues.h"
#include "tests/properties/toy_queue.h"

namespace sqsproof::properties {
namespace {

using fixtures::VirtualClock;
using policy::Verdict;

struct ToyVenue {
  VirtualClock clock{semantics::seconds(1'000)};
  tests::ToyEndpoint endpoint;
  explicit ToyVenue(std::string fault) : endpoint(clock, std::move(fault)) {}
};

VenueOpener toy_venues(const std::string& fault, std::function<bool(int)> loses_answer = {}) {
  return [=] {
    auto toy = std::make_shared<ToyVenue>(fault);
    toy->endpoint.loses_answer = loses_answer;
    return OpenVenue{{&toy->endpoint, &toy->clock, true, {}, "q", true}, toy};
  };
}

Outcome search(const Requirement& requirement, const VenueOpener& open, std::uint64_t seed,
               std::size_t cases, Timing timing = Timing::full) {
  static const VirtualClock kStopwatch;  // stands still: no deadline, same result every time
  ExploreOptions options;
  options.seed = seed;
  options.cases = cases;
  options.timing = timing;
  options.stopwatch = &kStopwatch;
  return explore(requirement, open, options);
}

std::string story(const Outcome& outcome) {
  if (!outcome.counterexample) return outcome.why;
  std::string text;
  for (const auto& line : describe(outcome.counterexample->program)) text += line + "\n";
  for (const auto& line : semantics::describe_operations(outcome.counterexample->history)) {
    text += line + "\n";
  }
  return text + outcome.counterexample->violation.explanation;
}

/// The requirements whose faults the toy knows.
std::vector<const Requirement*> toy_requirements() {
  std::vector<const Requirement*> known;
  for (const Requirement& requirement : all_requirements()) {
    for (const std::string_view fault : {"loses-a-message", "visible-too-early", "never-redelivers",
                                         "fifo-skips-blocked", "dedup-forgets-early"}) {
      if (requirement.mutant == fault) known.push_back(&requirement);
    }
  }
  return known;
}

const Requirement& requirement_named(std::string_view id) {
  for (const Requirement& requirement : all_requirements()) {
    if (requirement.words.id == id) return requirement;
  }
  return canary();
}

}  // namespace

TEST(Explore, AHonestQueuePasses) {
  for (const std::uint64_t seed : {1, 2}) {
    for (const Requirement* requirement : toy_requirements()) {
      for (const Timing timing : {Timing::full, Timing::fast}) {
        const Outcome outcome = search(*requirement, toy_venues(""), seed, 200, timing);
        EXPECT_EQ(outcome.verdict, Verdict::holds)
            << requirement->words.id << " seed " << seed << "\n"
            << story(outcome);
        EXPECT_GE(outcome.instances, 50U) << requirement->words.id;
      }
    }
  }
}

TEST(Explore, EveryFaultIsFoundByItsRequirement) {
  for (const std::uint64_t seed : {1, 2}) {
    for (const Requirement* killer : toy_requirements()) {
      const Requirement& requirement = *killer;
      const std::string fault(requirement.mutant);
      const Outcome outcome = search(requirement, toy_venues(fault), seed, 2'000);
      ASSERT_TRUE(outcome.counterexample) << fault << ": " << outcome.why;
      const Counterexample& example = *outcome.counterexample;
      EXPECT_EQ(outcome.verdict, Verdict::violated);
      EXPECT_LE(example.program.commands.size(), 5U) << fault << "\n" << story(outcome);
      EXPECT_FALSE(example.violation.explanation.empty());
      std::printf("%-20s killed by %-38s program %4zu, %2zu commands of %2zu, %3zu runs\n",
                  fault.c_str(), requirement.words.id.data(), outcome.cases,
                  example.program.commands.size(), example.commands_found, example.shrink_runs);
    }
  }
}

TEST(Explore, TheCanaryFails) {
  const Outcome outcome = search(canary(), toy_venues(""), 1, 100);
  ASSERT_TRUE(outcome.counterexample);
  EXPECT_EQ(outcome.counterexample->program.commands.size(), 1U) << story(outcome);
}

TEST(Explore, ARunIsAFunctionOfItsSeed) {
  const Requirement& requirement = requirement_named("fifo/order/prefix");
  const auto open = toy_venues(std::string(requirement.mutant));
  const Outcome first = search(requirement, open, 7, 500);
  const Outcome second = search(requirement, open, 7, 500);
  const Outcome other = search(requirement, open, 8, 500);
  ASSERT_TRUE(first.counterexample && second.counterexample && other.counterexample);
  EXPECT_EQ(story(first), story(second));
  EXPECT_EQ(first.cases, second.cases);
  EXPECT_NE(generate_program(requirement.bias, Timing::full, mix_seed(7, "x", 0)),
            generate_program(requirement.bias, Timing::full, mix_seed(8, "x", 0)));
  EXPECT_NE(mix_seed(7, "x", 0), mix_seed(7, "y", 0));
}

TEST(Explore, ACounterexampleFailsAgainWhenReplayed) {
  const VirtualClock stopwatch;
  for (const Requirement* killer : toy_requirements()) {
    const Requirement& requirement = *killer;
    const auto open = toy_venues(std::string(requirement.mutant));
    const Outcome found = search(requirement, open, 3, 2'000);
    ASSERT_TRUE(found.counterexample);
    const Outcome again = replay(requirement, found.counterexample->program, open, stopwatch);
    EXPECT_EQ(again.verdict, Verdict::violated) << requirement.words.id;
    const Outcome fixed =
        replay(requirement, found.counterexample->program, toy_venues(""), stopwatch);
    EXPECT_NE(fixed.verdict, Verdict::violated) << requirement.words.id << story(fixed);
  }
}

TEST(Explore, LostAnswersAreNoViolations) {
  const auto every_fifth = [](int call) { return call % 5 == 0; };
  for (const Requirement* known : toy_requirements()) {
    const Requirement& requirement = *known;
    const Outcome outcome = search(requirement, toy_venues("", every_fifth), 1, 300);
    EXPECT_NE(outcome.verdict, Verdict::violated) << requirement.words.id << story(outcome);
    EXPECT_TRUE(outcome.endpoint_failure.empty());
  }
}

TEST(Explore, AnEndpointThatNeverAnswersEndsTheSearch) {
  const auto always = [](int) { return true; };
  const Outcome outcome = search(all_requirements()[0], toy_venues("", always), 1, 300);
  EXPECT_EQ(outcome.verdict, Verdict::unknown);
  EXPECT_EQ(outcome.cases, 0U);
  EXPECT_EQ(outcome.endpoint_failure, "no answer that a client can read: lost on the way");
  EXPECT_TRUE(outcome.endpoint_dead);
}

TEST(Explore, AnActionThatNobodyCanReadEndsNothing) {
  const Requirement& requirement = all_requirements()[0];
  const VenueOpener open = [] {
    auto toy = std::make_shared<ToyVenue>("");
    toy->endpoint.mute = "ChangeMessageVisibilityBatch";
    return OpenVenue{{&toy->endpoint, &toy->clock, true, {}, "q", true}, toy};
  };
  Program program;
  Command change;
  change.kind = Command::Kind::change_batch;
  program.commands = {Command{}, Command{}};
  program.commands.back().kind = Command::Kind::receive;
  program.commands.insert(program.commands.end(), 5, change);
  const VirtualClock stopwatch;
  const Outcome outcome = replay(requirement, program, open, stopwatch);
  EXPECT_FALSE(outcome.endpoint_dead) << outcome.endpoint_failure;
  EXPECT_EQ(outcome.cases, 1U);
  EXPECT_NE(outcome.verdict, Verdict::violated) << story(outcome);
}

TEST(Explore, AQueueThatIsNotMadeEndsItsProgramOnly) {
  const VenueOpener open = [] {
    auto toy = std::make_shared<ToyVenue>("");
    toy->endpoint.mute = "CreateQueue";
    return OpenVenue{{&toy->endpoint, &toy->clock, true, {}, "q", true}, toy};
  };
  const Outcome outcome = search(all_requirements()[0], open, 1, 300);
  EXPECT_FALSE(outcome.endpoint_dead);
  EXPECT_EQ(outcome.endpoint_failure,
            "no answer that a client can read: not what this protocol says");
}

TEST(Explore, ASharedEndpointHasAQueueForEachProgram) {
  auto clock = std::make_shared<VirtualClock>(semantics::seconds(1'000));
  auto endpoint = std::make_shared<tests::ToyEndpoint>(*clock, "");
  const Venues venues = shared_venues(endpoint, clock, "tag", usual_tolerance(false));
  EXPECT_NE(venues.open().venue.queue_name, venues.open().venue.queue_name);
  for (const Requirement* tested : toy_requirements()) {
    const Requirement& requirement = *tested;
    const Outcome outcome = search(requirement, venues.open, 1, 100, Timing::fast);
    EXPECT_EQ(outcome.verdict, Verdict::holds) << requirement.words.id << story(outcome);
  }
  EXPECT_EQ(endpoint->queue_count(), 0U);
}

}  // namespace sqsproof::properties

// Several workers search at once: what one of them has closed stays closed.
#include <gtest/gtest.h>

#include "fixtures/virtual_clock.h"
#include "properties/explore/explore.h"
#include "properties/explore/venues.h"

namespace sqsproof::properties {
namespace {

using policy::Verdict;

struct Searched {
  std::vector<Outcome> outcomes;
  std::size_t judged = 0;  ///< histories
};

Searched search(const std::string& mutant, const std::vector<const Requirement*>& requirements,
                std::uint64_t seed, std::size_t enough) {
  static const fixtures::VirtualClock kStopwatch;  // stands still
  const auto venues = embedded_venues(mutant);
  Searched searched;
  ExploreOptions options;
  options.seed = seed;
  options.cases = 40;
  options.stopwatch = &kStopwatch;
  options.workers = 2;
  options.enough_failures = enough;
  options.observe = [&](const auto&, const auto&) { ++searched.judged; };  // one thread at a time
  searched.outcomes = explore(requirements, venues->open, options);
  return searched;
}

std::vector<const Requirement*> requirements_under(const std::string& prefix) {
  return *select_requirements({prefix});
}

/// A closed requirement has one counterexample, judged no more, and what was kept is a violation.
std::size_t check(const Searched& searched, const std::string& where) {
  std::size_t violated = 0;
  for (const Outcome& outcome : searched.outcomes) {
    EXPECT_EQ(outcome.counterexample.has_value(), outcome.verdict == Verdict::violated) << where;
    EXPECT_LE(outcome.cases, searched.judged) << where;
    if (outcome.verdict != Verdict::violated) continue;
    ++violated;
    EXPECT_GE(outcome.cases, 1U) << where;
    EXPECT_FALSE(outcome.counterexample->violation.promise.empty()) << where;
    EXPECT_FALSE(outcome.counterexample->history.operations.empty()) << where;
  }
  return violated;
}

}  // namespace

// A mutant that violates a promise in most programs is met by both workers at once.
TEST(Workers, AClosedRequirementStaysClosed) {
  for (const char* mutant : {"receive-does-not-hide", "visible-too-early", "loses-a-message"}) {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
      const std::string where = std::string(mutant) + " seed " + std::to_string(seed);
      const auto requirements = requirements_under("visibility");
      const Searched searched = search(mutant, requirements, seed, 0);
      ASSERT_EQ(searched.outcomes.size(), requirements.size());
      const std::size_t violated = check(searched, where);
      const bool some = std::string_view(mutant) != "loses-a-message";
      EXPECT_GE(violated, some ? 1U : 0U) << where;
    }
  }
}

// The programs of a requirement that is closed are left out; those of others go on.
TEST(Workers, AClosedRequirementCountsNoMoreCases) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const auto requirements = requirements_under("visibility/hidden-until-timeout");
    const Searched searched = search("receive-does-not-hide", requirements, seed, 0);
    ASSERT_EQ(check(searched, "seed " + std::to_string(seed)), 1U);
    // One more history may have been judged by the other worker, and is not counted.
    EXPECT_LE(searched.outcomes.front().cases, searched.judged);
    EXPECT_LE(searched.judged, searched.outcomes.front().cases + 1);
    EXPECT_LT(searched.judged, 40U);
  }
}

// Each requirement that is over its limit of failures ends the search, whoever finds it.
TEST(Workers, EnoughFailuresEndTheSearch) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const auto requirements = requirements_under("visibility");
    const Searched searched = search("receive-does-not-hide", requirements, seed, 1);
    // Those that one history shows come together, and both workers may have had one.
    EXPECT_GE(check(searched, "seed " + std::to_string(seed)), 1U);
    EXPECT_LT(searched.judged, 40U);
  }
}

}  // namespace sqsproof::properties

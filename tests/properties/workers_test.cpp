// Several workers search at once: what one of them has closed stays closed.
#include <algorithm>
#include <atomic>
#include <gtest/gtest.h>
#include <latch>
#include <thread>

#include "fixtures/virtual_clock.h"
#include "properties/explore/explore.h"
#include "properties/explore/venues.h"

namespace sqsproof::properties {
namespace {

using policy::Verdict;
using Requirements = std::vector<const Requirement*>;

struct Searched {
  std::vector<Outcome> outcomes;
  std::size_t judged = 0;  ///< histories
  /// For each requirement, how many histories were judged up to the first that violates it.
  std::vector<std::size_t> until_violated;
};

/// Some venues let no program begin: their queues have names that no queue may have.
VenueOpener partly_refusing(const VenueOpener& open) {
  auto opened = std::make_shared<std::atomic<int>>(0);
  return [=] {
    OpenVenue place = open();
    if (++*opened % 3 == 0) place.venue.queue_name = "no name for a queue";
    return place;
  };
}

Searched search(const std::string& mutant, const Requirements& requirements, std::uint64_t seed,
                std::size_t enough) {
  static const fixtures::VirtualClock kStopwatch;  // stands still
  const auto venues = embedded_venues(mutant);
  Searched searched;
  searched.until_violated.resize(requirements.size(), 0);
  ExploreOptions options;
  options.seed = seed;
  options.cases = 20;
  options.stopwatch = &kStopwatch;
  options.workers = 2;
  options.enough_failures = enough;
  options.observe = [&](const auto& history, const auto& tolerance) {  // one thread at a time
    ++searched.judged;
    const auto judgements = judge(requirements, history, {.tolerance = tolerance});
    for (std::size_t i = 0; i < requirements.size(); ++i) {
      std::size_t& until = searched.until_violated[i];
      if (until == 0 && judgements[i].verdict == Verdict::violated) until = searched.judged;
    }
  };
  searched.outcomes = explore(requirements, partly_refusing(venues->open), options);
  return searched;
}

Requirements requirements_under(const std::string& prefix) {
  return *select_requirements({prefix});
}

}  // namespace

// The first history that violates a promise is the last one that counts for it, whatever the other
// worker is doing meanwhile; and there is one counterexample.
TEST(Workers, AClosedRequirementStaysClosed) {
  std::size_t violated = 0;
  for (const char* mutant : {"receive-does-not-hide", "visible-too-early", "never-redelivers"}) {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
      const auto requirements = requirements_under("visibility");
      const Searched searched = search(mutant, requirements, seed, 0);
      ASSERT_EQ(searched.outcomes.size(), requirements.size());
      for (std::size_t i = 0; i < requirements.size(); ++i) {
        const Outcome& outcome = searched.outcomes[i];
        const std::size_t until = searched.until_violated[i];
        const auto& id = requirements[i]->words.id;
        EXPECT_EQ(outcome.counterexample.has_value(), until > 0) << mutant << seed << id;
        EXPECT_EQ(outcome.verdict == Verdict::violated, until > 0) << mutant << seed << id;
        EXPECT_EQ(outcome.cases, until > 0 ? until : searched.judged) << mutant << seed << id;
        violated += until > 0 ? 1 : 0;
      }
    }
  }
  EXPECT_GE(violated, 12U);
}

// The programs of a requirement that is closed are left out: at most the one that the other worker
// had begun is judged after it.
TEST(Workers, AClosedRequirementGetsNoMorePrograms) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto requirements = requirements_under("visibility/hidden-until-timeout");
    const Searched searched = search("receive-does-not-hide", requirements, seed, 0);
    ASSERT_TRUE(searched.outcomes.front().counterexample) << seed;
    EXPECT_EQ(searched.outcomes.front().cases, searched.until_violated.front()) << seed;
    EXPECT_LE(searched.judged, searched.until_violated.front() + 1) << seed;
  }
}

// A worker whose program was refused after the other one closed the requirement leaves it closed.
TEST(Workers, ARefusedProgramOpensNothing) {
  const auto requirements = requirements_under("visibility/hidden-until-timeout");
  static const fixtures::VirtualClock kStopwatch;
  const auto venues = embedded_venues("receive-does-not-hide");
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    std::atomic<int> opened = 0;
    std::atomic<bool> violated = false;
    std::size_t judged_after = 0;
    std::latch both_began(2);  // the second program is the other worker's, not one of shrinking
    const auto open = [&] {
      OpenVenue place = venues->open();
      const int nth = ++opened;
      if (nth <= 2) both_began.arrive_and_wait();
      if (nth != 2) return place;
      place.venue.queue_name = "no name for a queue";
      for (int i = 0; i < 5'000'000 && !violated; ++i) std::this_thread::yield();
      return place;
    };
    ExploreOptions options;
    options.seed = seed;
    options.cases = 20;
    options.stopwatch = &kStopwatch;
    options.workers = 2;
    options.observe = [&](const auto& history, const auto& tolerance) {
      judged_after += violated ? 1 : 0;
      const auto found = judge(requirements, history, {.tolerance = tolerance});
      if (found.front().verdict == Verdict::violated) violated = true;
    };
    const auto outcomes = explore(requirements, open, options);
    EXPECT_TRUE(outcomes.front().counterexample) << seed;
    EXPECT_EQ(judged_after, 0U) << seed;
  }
}

// Enough failures end the search, whoever found them.
TEST(Workers, EnoughFailuresEndTheSearch) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const auto requirements = requirements_under("visibility");
    const Searched searched = search("receive-does-not-hide", requirements, seed, 1);
    std::size_t first = searched.judged;
    for (const std::size_t until : searched.until_violated) {
      if (until > 0) first = std::min(first, until);
    }
    EXPECT_LE(searched.judged, first + 1) << seed;
  }
}

}  // namespace sqsproof::properties

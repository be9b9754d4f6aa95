// Runs of few programs put every requirement to the test.
#include <gtest/gtest.h>

#include "fixtures/virtual_clock.h"
#include "properties/explore/explore.h"
#include "properties/explore/venues.h"
#include "properties/explore/window.h"

namespace sqsproof::properties {

using fixtures::VirtualClock;
using policy::Verdict;

// With six programs a requirement, as in real time, each is put to the test: little in a short run
// may hang on chance.
TEST(Explore, AShortRunTestsEveryRequirement) {
  const VirtualClock stopwatch;
  const auto venues = embedded_venues("");
  const auto all = *select_requirements({});
  for (const std::uint64_t seed : {1, 2, 3}) {
    ExploreOptions options;
    options.seed = seed;
    options.cases = 6;
    options.timing = Timing::fast;
    options.stopwatch = &stopwatch;
    const auto outcomes = explore(all, venues->open, options);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i]->least >= LeastTimers::minutes) continue;
      EXPECT_GE(outcomes[i].instances, 2U) << all[i]->words.id << ", seed " << seed;
    }
  }
}

// In real time a requirement has six programs, which have to fit into the window of the run, and
// nobody sees the endpoint's clock: each is put to the test all the same.
TEST(Explore, ARunInRealTimeTestsEveryRequirement) {
  const VirtualClock stopwatch;
  const auto venues = embedded_venues("");
  const auto open = [&venues] {
    OpenVenue place = venues->open();
    place.venue.tolerance = {50 * semantics::kMillisecond_us, semantics::seconds(1)};
    return place;
  };
  const auto all = *select_requirements({});
  for (const std::uint64_t seed : {1, 2, 3}) {
    ExploreOptions options;
    options.seed = seed;
    options.cases = 6;
    options.timing = Timing::full;
    options.window_us = kWindow_us;
    options.stopwatch = &stopwatch;
    const auto outcomes = explore(all, open, options);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!too_slow_for(Timing::full, *all[i]).empty()) continue;
      EXPECT_EQ(outcomes[i].verdict, Verdict::holds)
          << all[i]->words.id << ", seed " << seed << ": " << outcomes[i].why;
    }
  }
}

}  // namespace sqsproof::properties

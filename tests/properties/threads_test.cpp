// Clients that are threads, in real time: they are late as the program says, and what is seen of
// their calls says nothing of that.
#include <gtest/gtest.h>

#include "fixtures/real_clock.h"
#include "properties/explore/run_program.h"
#include "properties/explore/scenarios/steps.h"
#include "properties/explore/venues.h"
#include "tests/properties/toy_queue.h"

namespace sqsproof::properties {

using namespace steps;

TEST(Threads, SleepTheLatencyOfACallOutsideOfIt) {
  fixtures::RealClock clock;
  tests::ToyEndpoint endpoint(clock, "");
  const Venue venue{&endpoint, &clock, false, {}, "q", true};
  const Program made =
      program(false, {.visibility_timeout_s = 1}, {by(1, send(), 150), by(2, send())});
  const auto run = run_program(made, venue);
  semantics::Instant_us early = 0, late = 0;
  for (const semantics::Operation& operation : run.history.operations) {
    if (operation.client == 1) late = operation.invoked;
    if (operation.client == 2) early = operation.invoked;
    if (operation.client == 0) continue;
    EXPECT_LT(operation.returned - operation.invoked, 150 * semantics::kMillisecond_us);
  }
  EXPECT_GE(late - early, 100 * semantics::kMillisecond_us);
  EXPECT_EQ(tolerance_of(venue, made).late_us, venue.tolerance.late_us);
}

// Where they are simulated, the way is part of the call.
TEST(Threads, AreTrustedMoreThanSimulatedClients) {
  const OpenVenue place = embedded_venues("")->open();
  const Program two = program(false, {}, {by(1, send(), 50), by(2, send())});
  EXPECT_GE(tolerance_of(place.venue, two).late_us, 100 * semantics::kMillisecond_us);
  const Program one = program(false, {}, {by(0, send(), 50)});
  EXPECT_EQ(tolerance_of(place.venue, one).late_us, 0);
}

}  // namespace sqsproof::properties

// Several clients on one virtual clock: their calls overlap, waiting polls wake at once, and the
// same program gives the same history.
#include <gtest/gtest.h>

#include "properties/explore/scenarios/steps.h"
#include "properties/explore/venues.h"
#include "semantics/model/service.h"

namespace sqsproof::properties {
namespace {

using namespace steps;

ProgramRun simulate(const Program& program) {
  const OpenVenue place = embedded_venues("")->open();
  return run_program(program, place.venue);
}

std::string story(const ProgramRun& run) {
  std::string text = run.endpoint_failure;
  for (const auto& line : semantics::describe_operations(run.history)) text += line + "\n";
  return text;
}

std::vector<const semantics::Operation*> of_client(const ProgramRun& run, int client) {
  std::vector<const semantics::Operation*> found;
  for (const auto& operation : run.history.operations) {
    if (operation.client == client) found.push_back(&operation);
  }
  return found;
}

}  // namespace

TEST(Simulation, CallsOfClientsOverlap) {
  const auto run = simulate(program(false, {}, {by(1, send(), 50), by(2, send(), 50)}));
  ASSERT_EQ(of_client(run, 1).size(), 1U) << story(run);
  ASSERT_EQ(of_client(run, 2).size(), 1U) << story(run);
  const auto& one = *of_client(run, 1)[0];
  const auto& two = *of_client(run, 2)[0];
  EXPECT_LT(one.invoked, two.returned);
  EXPECT_LT(two.invoked, one.returned);
  EXPECT_GE(one.returned - one.invoked, 100 * semantics::kMillisecond_us);
}

TEST(Simulation, ASendWakesAPollThatWaits) {
  const auto run = simulate(program(false, {}, {by(1, poll(20)), by(2, after_s(5, send()))}));
  ASSERT_EQ(of_client(run, 1).size(), 1U) << story(run);
  const auto& polled = *of_client(run, 1)[0];
  EXPECT_FALSE(semantics::is_empty_receive(polled.answer)) << story(run);
  EXPECT_LT(polled.returned - polled.invoked, semantics::seconds(5) + 10) << story(run);
}

TEST(Simulation, AnEmptyPollWaitsItsTime) {
  const auto run = simulate(program(false, {}, {by(1, poll(7)), by(2, after_s(1, receive()))}));
  const auto& polled = *of_client(run, 1)[0];
  EXPECT_TRUE(semantics::is_empty_receive(polled.answer));
  EXPECT_GE(polled.returned - polled.invoked, semantics::seconds(7)) << story(run);
}

TEST(Simulation, IsAFunctionOfTheProgram) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Bias bias;
    bias.clients = 100;
    const Program made = generate_program(bias, Timing::full, seed);
    EXPECT_EQ(story(simulate(made)), story(simulate(made)));
  }
}

TEST(Simulation, OperationsAreNumberedAsTheyBegan) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    Bias bias;
    bias.clients = 100;
    const auto run = simulate(generate_program(bias, Timing::full, seed));
    const auto& operations = run.history.operations;
    for (std::size_t i = 0; i < operations.size(); ++i) {
      EXPECT_EQ(operations[i].id, i + 1);
      EXPECT_LT(operations[i].invoked, operations[i].returned);
      const auto before = i > 0 ? operations[i - 1].invoked : 0;
      EXPECT_LE(before, operations[i].invoked);
    }
    EXPECT_TRUE(run.history.drained) << story(run);
  }
}

}  // namespace sqsproof::properties

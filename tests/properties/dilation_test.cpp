// Virtual time is a claim about real time: the same programs get the same verdicts in both. Takes
// up to ten seconds of real time.
#include <gtest/gtest.h>
#include <set>
#include <thread>

#include "fixtures/embedded/http_server.h"
#include "fixtures/embedded_crowd.h"
#include "fixtures/embedded_endpoint.h"
#include "fixtures/endpoint_pool.h"
#include "fixtures/http_endpoint.h"
#include "fixtures/mutants/mutant.h"
#include "fixtures/real_clock.h"
#include "fixtures/virtual_clock.h"
#include "properties/explore/chance.h"
#include "properties/explore/run_program.h"
#include "properties/explore/scenarios/steps.h"
#include "properties/queue/requirement.h"

namespace sqsproof::properties {
namespace {

using semantics::seconds;

constexpr semantics::Duration_us kLongest_us = seconds(3);  // of a program and its drain

std::set<std::string_view> broken_in(const semantics::History& history,
                                     const semantics::Tolerance& tolerance) {
  semantics::JudgeOptions options;
  options.tolerance = tolerance;
  const auto judgements = semantics::judge_all(history, options);
  std::set<std::string_view> broken;
  for (std::size_t i = 0; i < judgements.size(); ++i) {
    if (judgements[i].verdict == policy::Verdict::violated) {
      broken.insert(semantics::all_promises()[i].id);
    }
  }
  return broken;
}

struct Virtual {
  std::set<std::string_view> broken;
  semantics::Duration_us took = 0;
};

Virtual run_virtually(const Program& program, semantics::Flaw flaw) {
  const auto begin = seconds(1'770'000'000);
  fixtures::VirtualClock clock(begin);
  semantics::ServiceConfig config;
  config.flaw = flaw;
  fixtures::EmbeddedEndpoint endpoint(clock, config);
  Venue venue;
  venue.endpoint = &endpoint;
  venue.clock = &clock;
  venue.virtual_time = true;
  fixtures::EmbeddedCrowd crowd(endpoint, clock);
  venue.crowd = &crowd;
  venue.queue_name = "dilated";
  venue.delete_queue = false;
  const ProgramRun run = run_program(program, venue);
  return {broken_in(run.history, tolerance_of(venue, program)), clock.now() - begin};
}

std::set<std::string_view> run_really(const Program& program, const std::string& url,
                                      std::size_t number) {
  fixtures::RealClock clock;
  fixtures::EndpointPool endpoint(
      url, {[&] {
        return std::make_unique<fixtures::HttpEndpoint>(fixtures::HttpEndpointConfig{url});
      }});
  Venue venue;
  venue.endpoint = &endpoint;
  venue.clock = &clock;
  venue.tolerance = {50 * semantics::kMillisecond_us, seconds(1)};
  venue.queue_name = "dilated-" + std::to_string(number);
  const ProgramRun run = run_program(program, venue);
  EXPECT_EQ(run.endpoint_failure, "");
  return broken_in(run.history, venue.tolerance);
}

/// Programs of so many clients that are soon over, of all requirements, and what they broke.
struct Chosen {
  Program program;
  std::set<std::string_view> broken;
};
std::vector<Chosen> choose(semantics::Flaw flaw, std::size_t rounds, bool only_broken,
                           int clients = 1) {
  std::vector<Chosen> chosen;
  for (const Requirement& requirement : all_requirements()) {
    for (std::size_t round = 0; round < rounds; ++round) {
      const auto seed = mix_seed(5, requirement.words.id, round);
      Program program =
          generate_program_for(requirement.words.id, requirement.bias, Timing::fast, seed);
      if (client_count(program) != clients) continue;
      const Virtual run = run_virtually(program, flaw);
      if (run.took > kLongest_us || (only_broken && run.broken.empty())) continue;
      chosen.push_back({std::move(program), run.broken});
    }
  }
  return chosen;
}

void compare(const std::vector<Chosen>& chosen, semantics::Flaw flaw) {
  fixtures::HttpServerConfig config;
  config.service.flaw = flaw;
  fixtures::HttpServer server;
  ASSERT_EQ(server.start(config), "");
  const std::string url = "http://127.0.0.1:" + std::to_string(server.port());
  std::vector<std::set<std::string_view>> real(chosen.size());
  {
    std::vector<std::jthread> runs;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      runs.emplace_back([&, i] { real[i] = run_really(chosen[i].program, url, i); });
    }
  }
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    EXPECT_EQ(real[i], chosen[i].broken) << describe(chosen[i].program).front();
  }
}

}  // namespace

TEST(Dilation, NothingIsBrokenInRealTimeEither) {
  auto chosen = choose(semantics::Flaw::none, 10, false);
  ASSERT_GE(chosen.size(), 20U);
  if (chosen.size() > 60) chosen.resize(60);
  compare(chosen, semantics::Flaw::none);
}

// Threads meet otherwise than simulated clients do, and are told nothing else.
TEST(Dilation, NothingIsBrokenByTwoThreadsEither) {
  auto chosen = choose(semantics::Flaw::none, 10, false, 2);
  ASSERT_GE(chosen.size(), 10U);
  if (chosen.size() > 30) chosen.resize(30);
  compare(chosen, semantics::Flaw::none);
}

TEST(Dilation, WhatIsWrongIsWrongInRealTime) {
  std::size_t compared = 0;
  for (const char* name :
       {"duplicate-gets-new-id", "delete-takes-oldest", "sequence-falls", "group-freed-by-zero"}) {
    const fixtures::Mutant* mutant = fixtures::find_mutant(name);
    ASSERT_NE(mutant, nullptr) << name;
    auto chosen = choose(mutant->flaw, 10, true);
    if (chosen.empty() || compared == 2) continue;  // each takes its seconds
    if (chosen.size() > 12) chosen.resize(12);
    compare(chosen, mutant->flaw);
    ++compared;
  }
  EXPECT_EQ(compared, 2U);
}

/// What virtual time alone cannot show.
TEST(Dilation, AClockThatOnlyRunsVirtuallyIsFoundOut) {
  const fixtures::Mutant* mutant = fixtures::find_mutant("poll-timers-virtual-only");
  ASSERT_NE(mutant, nullptr);
  const Program program = steps::program(false, {.visibility_timeout_s = 1},
                                         {steps::send(), steps::receive(), steps::poll(4)});
  EXPECT_EQ(run_virtually(program, mutant->flaw).broken, std::set<std::string_view>{});
  fixtures::HttpServerConfig config;
  config.service.flaw = mutant->flaw;
  fixtures::HttpServer server;
  ASSERT_EQ(server.start(config), "");
  const auto broken = run_really(program, "http://127.0.0.1:" + std::to_string(server.port()), 0);
  EXPECT_TRUE(broken.contains("long-poll/woken-by-timer")) << broken.size();
}

}  // namespace sqsproof::properties

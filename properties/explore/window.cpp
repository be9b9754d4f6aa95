#include "properties/explore/window.h"

#include <algorithm>

#include "properties/explore/run_program.h"
#include "properties/explore/venues.h"

namespace sqsproof::properties {
namespace {

using namespace semantics;

constexpr std::size_t kSlowRounds = 4;  // for what timers of seconds cannot test
constexpr std::size_t kTries = 50;      // then a program with timers of seconds has to do
constexpr Duration_us kSlow_us = seconds(30);

bool is_slow(const Requirement& requirement, std::size_t round) {
  return round == 0 || (round < kSlowRounds && requirement.fast != FastTiming::everything);
}

Program generated(const Requirement& requirement, Timing timing, std::uint64_t seed) {
  return generate_program_for(requirement.words.id, requirement.bias, timing, seed);
}

}  // namespace

Duration_us duration_of(const Program& program) {
  static const Venues kVenues = *embedded_venues("");
  const OpenVenue place = kVenues.open();
  const Instant_us begun = place.venue.clock->now();
  static_cast<void>(run_program(program, place.venue));
  return place.venue.clock->now() - begun;
}

Program program_in_window(const Requirement& requirement, Timing timing, std::uint64_t seed,
                          std::size_t round, Duration_us window_us) {
  const std::uint64_t own = mix_seed(seed, requirement.words.id, round);
  const bool slow = timing == Timing::full && is_slow(requirement, round);
  for (std::size_t i = 0; i < kTries; ++i) {
    const std::uint64_t next = i == 0 ? own : mix_seed(own, "once more", i);
    Program program = generated(requirement, slow ? Timing::full : Timing::fast, next);
    if (duration_of(program) <= (slow ? window_us : std::min(window_us, kFastWindow_us))) {
      return program;
    }
  }
  return generated(requirement, Timing::fast, own);
}

Duration_us WindowPlan::with(std::size_t workers) const {
  return std::max(longest_us, all_us / static_cast<Duration_us>(std::max<std::size_t>(workers, 1)));
}

WindowPlan plan_window(std::span<const Requirement* const> requirements, Timing timing,
                       std::uint64_t seed, std::size_t cases, Duration_us window_us) {
  WindowPlan plan;
  for (std::size_t round = 0; round < cases; ++round) {
    for (const Requirement* requirement : requirements) {
      const Duration_us one =
          duration_of(program_in_window(*requirement, timing, seed, round, window_us));
      plan.slow += one > kSlow_us ? 1 : 0;
      plan.longest_us = std::max(plan.longest_us, one);
      plan.all_us += one;
    }
  }
  return plan;
}

}  // namespace sqsproof::properties

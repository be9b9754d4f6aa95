#include "properties/explore/window.h"

#include <algorithm>
#include <fmt/core.h>

#include "properties/explore/run_program.h"
#include "properties/explore/venues.h"

namespace sqsproof::properties {
namespace {

using namespace semantics;

constexpr std::size_t kSlowRounds = 4;  // for what timers of seconds cannot test
constexpr std::size_t kTries = 50;      // then a program with timers of seconds has to do
constexpr Duration_us kSlow_us = seconds(30);
constexpr std::size_t kMostPlanned = 20'000;  // programs that are kept in memory

/// Of hours there are none in a window.
bool needs_minutes(const Requirement& requirement) {
  return requirement.least == LeastTimers::seconds_at_first ||
         requirement.least == LeastTimers::minutes;
}

bool is_slow(const Requirement& requirement, std::size_t round) {
  return round == 0 || (round < kSlowRounds && needs_minutes(requirement));
}

Program generated(const Requirement& requirement, Timing timing, std::uint64_t seed) {
  return generate_program_for(requirement.words.id, requirement.bias, timing, seed);
}

}  // namespace

std::string_view too_slow_for(Timing timing, const Requirement& requirement) {
  if (timing != Timing::days && requirement.least == LeastTimers::hours) {
    return "it takes half a day: only programs on a virtual clock test it";
  }
  const bool minutes = timing == Timing::fast && requirement.least == LeastTimers::minutes;
  return minutes ? "timers of seconds cannot test it; `--timing full` does" : "";
}

Duration_us duration_of(const Program& program) {
  static const Venues kVenues = *embedded_venues("");
  const OpenVenue place = kVenues.open();
  const Instant_us begun = place.venue.clock->now();
  static_cast<void>(run_program(program, place.venue));
  return place.venue.clock->now() - begun;
}

namespace {

WindowProgram timed_program(const Requirement& requirement, Timing timing, std::uint64_t seed,
                            std::size_t round, Duration_us window_us) {
  const std::uint64_t own = mix_seed(seed, requirement.words.id, round);
  const bool slow = timing == Timing::full && is_slow(requirement, round);
  for (std::size_t i = 0; i < kTries; ++i) {
    const std::uint64_t next = i == 0 ? own : mix_seed(own, "once more", i);
    Program program = generated(requirement, slow ? Timing::full : Timing::fast, next);
    const Duration_us duration_us = duration_of(program);
    if (duration_us <= (slow ? window_us : std::min(window_us, kFastWindow_us))) {
      return {0, std::move(program), duration_us};
    }
  }
  Program program = generated(requirement, Timing::fast, own);
  const Duration_us duration_us = duration_of(program);
  return {0, std::move(program), duration_us};
}

}  // namespace

Program program_in_window(const Requirement& requirement, Timing timing, std::uint64_t seed,
                          std::size_t round, Duration_us window_us) {
  return timed_program(requirement, timing, seed, round, window_us).program;
}

std::vector<WindowProgram> programs_in_window(std::span<const Requirement* const> requirements,
                                              Timing timing, std::uint64_t seed, std::size_t cases,
                                              Duration_us window_us) {
  const std::size_t rounds = std::min(cases, kMostPlanned / (requirements.size() + 1));
  std::vector<WindowProgram> programs;
  for (std::size_t round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < requirements.size(); ++i) {
      programs.push_back(timed_program(*requirements[i], timing, seed, round, window_us));
      programs.back().requirement = i;
    }
  }
  return programs;
}

Duration_us WindowPlan::with(std::size_t workers) const {
  return std::max(longest_us, all_us / static_cast<Duration_us>(std::max<std::size_t>(workers, 1)));
}

WindowPlan plan_of(std::span<const WindowProgram> programs) {
  WindowPlan plan;
  for (const WindowProgram& one : programs) {
    plan.slow += one.duration_us > kSlow_us ? 1 : 0;
    plan.longest_us = std::max(plan.longest_us, one.duration_us);
    plan.all_us += one.duration_us;
  }
  return plan;
}

std::string describe(const WindowPlan& plan, std::size_t workers, bool patient) {
  const Duration_us beside_us = kBesidePrograms_us + (patient ? kPatience_us : 0);
  return fmt::format("this run takes about {} s: {} slow programs wait side by side",
                     (plan.with(workers) + beside_us) / semantics::kSecond_us, plan.slow);
}

}  // namespace sqsproof::properties

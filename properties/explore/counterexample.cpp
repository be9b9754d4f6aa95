#include "properties/explore/counterexample.h"

#include <algorithm>
#include <atomic>
#include <fmt/core.h>
#include <thread>

#include "properties/explore/shrink.h"
#include "semantics/judge/slice.h"
#include "semantics/judge/tolerances.h"

namespace sqsproof::properties {
namespace {

/// Two readings of two clocks, one after the other.
constexpr semantics::Duration_us kUnits_us = 20 * semantics::kMillisecond_us;

/// In real time nothing is judged while the machine sleeps, and what is nearly too early or too
/// late is left open. On a virtual clock the tolerance is that of its units.
void doubt(const Requirements& requirements, const Venue& venue, const Program& program,
           const semantics::Freedoms& granted, Judged& judged) {
  if (venue.virtual_time) return;
  const semantics::Duration_us most = std::max(venue.tolerance.early_us, kUnits_us);
  if (judged.run.suspended_us > most) {
    for (semantics::Judgement& judgement : judged.judgements) {
      judgement = {};
      judgement.why = fmt::format("this machine was suspended for {} meanwhile",
                                  semantics::describe_duration(judged.run.suspended_us));
    }
    return;
  }
  Venue narrower = venue;
  narrower.tolerance = semantics::half_of(venue.tolerance);
  leave_open(requirements, judged.run.history, {.tolerance = judged.tolerance, .granted = granted},
             tolerance_of(narrower, program), judged.judgements);
}

}  // namespace

Judged run_and_judge(const Requirements& requirements, const Program& program,
                     const VenueOpener& open, const semantics::Freedoms& granted) {
  OpenVenue place = open();
  place.venue.patient_drain = granted.has(semantics::Freedom::false_empty);
  Judged judged{run_program(program, place.venue), tolerance_of(place.venue, program), {}};
  if (!judged.run.endpoint_failure.empty()) return judged;
  judged.judgements =
      judge(requirements, judged.run.history, {.tolerance = judged.tolerance, .granted = granted});
  doubt(requirements, place.venue, program, granted, judged);
  return judged;
}

namespace {

bool is_violated(const Judged& judged) {
  return !judged.judgements.empty() && judged.judgements[0].verdict == policy::Verdict::violated;
}

/// Threads meet differently each time: one run without a failure says little about a program.
constexpr int kTriesOfThreads = 3;
constexpr std::size_t kRunsAgain = 10;

}  // namespace

Counterexample counterexample_of(const Program& program, const Judged& judged,
                                 const semantics::Violation& violation) {
  Counterexample found;
  found.program = program;
  found.commands_found = program.commands.size();
  found.history = judged.run.history;
  found.tolerance = judged.tolerance;
  found.violation = violation;
  return found;
}

void shrink_counterexample(const Requirement& requirement, Counterexample& found,
                           const Shrinking& shrinking) {
  // A run that the endpoint did not answer is no counterexample, whatever it may hide.
  const auto still_fails = [&](const Program& candidate) {
    const bool threads = !found.history.virtual_time && client_count(candidate) > 1;
    Judged judged;
    for (int left = threads ? kTriesOfThreads : 1; left > 0 && !is_violated(judged); --left) {
      if (!shrinking.fits(candidate)) return false;
      judged = run_and_judge({&requirement}, candidate, shrinking.open, shrinking.granted);
    }
    if (!is_violated(judged)) return false;
    found.history = std::move(judged.run.history);
    found.tolerance = judged.tolerance;
    found.violation = std::move(judged.judgements[0].violations.front());
    return true;
  };
  const Shrunk shrunk = shrink(found.program, still_fails, shrinking.in_time);
  found.program = shrunk.program;
  found.shrink_runs = shrunk.runs;
}

Reproduction reproduce(const Requirement& requirement, const Counterexample& found,
                       const Reproducing& reproducing) {
  const std::size_t runs = found.history.virtual_time ? 1 : kRunsAgain;
  std::atomic<std::size_t> begun = 0, failed = 0, of = 0;
  const auto run = [&] {
    while (begun++ < runs && reproducing.may_begin()) {
      const Judged again =
          run_and_judge({&requirement}, found.program, reproducing.open, reproducing.granted);
      if (!again.run.endpoint_failure.empty()) continue;
      ++of;
      failed += is_violated(again) ? 1 : 0;
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < std::min(reproducing.at_once, runs); ++i) threads.emplace_back(run);
    run();
  }
  return {failed, of};
}

void find_calls(Counterexample& found, const semantics::Freedoms& granted) {
  found.calls = semantics::calls_that_matter(found.history, found.violation,
                                             {.tolerance = found.tolerance, .granted = granted});
}

}  // namespace sqsproof::properties

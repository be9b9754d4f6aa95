#include "properties/explore/counterexample.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "properties/explore/shrink.h"
#include "semantics/judge/slice.h"

namespace sqsproof::properties {

Judged run_and_judge(const Requirements& requirements, const Program& program,
                     const VenueOpener& open, const semantics::Freedoms& granted) {
  OpenVenue place = open();
  place.venue.patient_drain = granted.has(semantics::Freedom::false_empty);
  Judged judged{run_program(program, place.venue), tolerance_of(place.venue, program), {}};
  if (!judged.run.endpoint_failure.empty()) return judged;
  judged.judgements =
      judge(requirements, judged.run.history, {.tolerance = judged.tolerance, .granted = granted});
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

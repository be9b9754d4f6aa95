#include "properties/explore/counterexample.h"

#include <algorithm>
#include <fmt/core.h>

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
  leave_open(requirements, judged.run.history, {.tolerance = judged.tolerance, .granted = granted},
             with_latencies(semantics::half_of(venue.tolerance), program), judged.judgements);
}

}  // namespace

Judged run_and_judge(const Requirements& requirements, const Program& program,
                     const VenueOpener& open, const semantics::Freedoms& granted) {
  const OpenVenue place = open();
  Judged judged{
      run_program(program, place.venue), with_latencies(place.venue.tolerance, program), {}};
  if (!judged.run.endpoint_failure.empty()) return judged;
  judged.judgements =
      judge(requirements, judged.run.history, {.tolerance = judged.tolerance, .granted = granted});
  doubt(requirements, place.venue, program, granted, judged);
  return judged;
}

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
    if (!shrinking.fits(candidate)) return false;
    Judged judged = run_and_judge({&requirement}, candidate, shrinking.open, shrinking.granted);
    if (judged.judgements.empty() || judged.judgements[0].verdict != policy::Verdict::violated) {
      return false;
    }
    found.history = std::move(judged.run.history);
    found.tolerance = judged.tolerance;
    found.violation = std::move(judged.judgements[0].violations.front());
    return true;
  };
  const Shrunk shrunk = shrink(found.program, still_fails, shrinking.in_time);
  found.program = shrunk.program;
  found.shrink_runs = shrunk.runs;
}

void find_calls(Counterexample& found, const semantics::Freedoms& granted) {
  found.calls = semantics::calls_that_matter(found.history, found.violation,
                                             {.tolerance = found.tolerance, .granted = granted});
}

}  // namespace sqsproof::properties

#include "properties/explore/counterexample.h"

#include <algorithm>

#include "properties/explore/shrink.h"
#include "semantics/judge/slice.h"

namespace sqsproof::properties {

Judged run_and_judge(const Requirements& requirements, const Program& program,
                     const VenueOpener& open, const semantics::Freedoms& granted) {
  const OpenVenue place = open();
  Judged judged{
      run_program(program, place.venue), with_latencies(place.venue.tolerance, program), {}};
  if (!judged.run.endpoint_failure.empty()) return judged;
  judged.judgements =
      judge(requirements, judged.run.history, {.tolerance = judged.tolerance, .granted = granted});
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

// One program, run and judged; and what is shown of one that violates a promise, made small.
// Internal to the search.
#pragma once

#include "properties/explore/explore.h"

namespace sqsproof::properties {

using Requirements = std::vector<const Requirement*>;

struct Judged {
  ProgramRun run;
  semantics::Tolerance tolerance;
  std::vector<semantics::Judgement> judgements;  ///< one a requirement; none without a history
};

[[nodiscard]] Judged run_and_judge(const Requirements& requirements, const Program& program,
                                   const VenueOpener& open, const semantics::Freedoms& granted);

[[nodiscard]] Counterexample counterexample_of(const Program& program, const Judged& judged,
                                               const semantics::Violation& violation);

struct Shrinking {
  const VenueOpener& open;
  const semantics::Freedoms& granted;
  std::function<bool(const Program&)> fits;  ///< whether a program is not too long to be tried
  std::function<bool()> in_time;             ///< whether any is
};
/// To the smallest program that violates the requirement as well, with its history.
void shrink_counterexample(const Requirement& requirement, Counterexample& found,
                           const Shrinking& shrinking);

/// Finds the calls that matter.
void find_calls(Counterexample& found, const semantics::Freedoms& granted);

}  // namespace sqsproof::properties

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

struct Reproducing {
  const VenueOpener& open;
  const semantics::Freedoms& granted;
  std::size_t at_once;              ///< runs side by side
  std::function<bool()> may_begin;  ///< asked before each run, by several threads
};
/// Runs the program again: in real time ten times, side by side, each with queues of its own; on a
/// virtual clock, where a program gives the same history every time, once. Runs that the endpoint
/// did not answer do not count.
[[nodiscard]] Reproduction reproduce(const Requirement& requirement, const Counterexample& found,
                                     const Reproducing& reproducing);

/// Finds the calls that matter.
void find_calls(Counterexample& found, const semantics::Freedoms& granted);

}  // namespace sqsproof::properties

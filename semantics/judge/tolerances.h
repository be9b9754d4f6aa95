// What passes has to pass at half of the tolerance, what fails has to fail at all of it. Between
// the two nobody knows whether the endpoint or the way to it was slow: undecided.
#pragma once

#include "semantics/judge/judge.h"

namespace sqsproof::semantics {

/// Half of it, early and late.
[[nodiscard]] Tolerance half_of(const Tolerance& tolerance);

/// `judgements` are those of `options.promises`, or of all_promises(), at `options.tolerance`.
/// Those that hold, and would be violated at `narrower`, become unknown, and say what was off.
void doubt_what_needs_tolerance(std::vector<Judgement>& judgements, const History& history,
                                JudgeOptions options, const Tolerance& narrower);

}  // namespace sqsproof::semantics

// The calls of a history that matter for a violation: a small part of it that shows the judge the
// very same.
//
// Calls are taken away as long as the judge of that promise finds the same violation in what is
// left, at the same call, for the same reasons and in the same words. So nothing that would excuse
// it can be lost on the way, and the explanation of the whole history is that of its slice.
#pragma once

#include "semantics/judge/judge.h"

namespace sqsproof::semantics {

/// Ids of the calls, in order; all of them where the search took too long. `violation` is one that
/// judge_all found in the history with these options (their promises do not matter).
[[nodiscard]] std::vector<std::size_t> calls_that_matter(const History& history,
                                                         const Violation& violation,
                                                         const JudgeOptions& options);

}  // namespace sqsproof::semantics

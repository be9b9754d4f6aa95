// Reads a trace (history.h, JSON Lines) line by line and judges it while it comes: from a file of
// any length, or from a pipe that a recorder writes to.
#pragma once

#include <string>
#include <vector>

#include "policy/support/diagnostic.h"
#include "semantics/stream/stream_judge.h"

namespace sqsproof::semantics::stream {

struct StreamReport {
  std::vector<Found> found;
  Totals totals;
  std::string undecided;  ///< empty, or why the verdict cannot be better than unknown
  bool drained = false;   ///< else nothing says whether messages were lost
  std::size_t lines = 0, calls = 0;
  std::size_t never_returned = 0;  ///< calls without an answer
};

/// `file` is an open descriptor; it is read to its end and not closed. Records have to come in the
/// order of their times, give or take ten seconds, and a `ret` after its `inv`; a call that has not
/// returned after a minute is taken for lost. What cannot be read is refused with its line.
/// Tolerance, freedoms and `remember_us` are taken from `options`; the rest is in the trace.
[[nodiscard]] policy::Result<StreamReport> judge_stream(int file, const std::string& name,
                                                        Options options);

/// violated, or unknown when nothing was delivered or the judge gave up.
[[nodiscard]] policy::Verdict verdict_of(const StreamReport& report);

}  // namespace sqsproof::semantics::stream

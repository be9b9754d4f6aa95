// Reads a trace (history.h, JSON Lines) line by line and judges it while it comes: from a file of
// any length, or from a pipe that a recorder writes to.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "policy/support/diagnostic.h"
#include "semantics/stream/stream_judge.h"

namespace sqsproof::semantics::stream {

struct StreamReport {
  std::vector<Found> found;
  Totals totals;
  std::vector<JudgedInStream> promises;  ///< one of each of streamed_promises()
  /// What the stream did without, and how often.
  std::map<std::string, std::size_t> passed_over;
  std::string undecided;  ///< empty, or why the verdict cannot be better than unknown
  Recorded recorded{};    ///< what the trace holds, to its end
  bool drained = false;   ///< else nothing says whether messages were lost
  std::size_t lines = 0, calls = 0;
  std::size_t never_returned = 0;  ///< calls without an answer
};

/// `file` is an open descriptor; it is read to its end and not closed. Records have to come in the
/// order of their times, give or take ten seconds, and a `ret` after its `inv`; a call that has not
/// returned after a minute is taken for lost. What read_history refuses is refused with its line,
/// in the same words. Tolerance, freedoms and `remember_us` are taken from `options`; `recorded` is
/// what counts as seen where the head does not say; the rest is in the trace.
[[nodiscard]] policy::Result<StreamReport> judge_stream(int file, const std::string& name,
                                                        Options options);

/// The worst of the promises that were put to the test; unknown when none was.
[[nodiscard]] policy::Verdict verdict_of(const StreamReport& report);

}  // namespace sqsproof::semantics::stream

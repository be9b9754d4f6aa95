// What was seen: the calls that clients made, when, and what came back. Plans, histories and
// judgement are three separate values; a history can be saved, read again, and judged by anyone.
//
// Times are those of the client's clock, taken around the call: the effect happened somewhere in
// the closed interval [invoked, returned]. A call that never returned may have had its effect at
// any time from `invoked` on, or not at all.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "policy/support/diagnostic.h"
#include "semantics/actions/all.h"
#include "semantics/time.h"

namespace sqsproof::semantics {

struct Operation {
  std::size_t id = 0;  ///< position of the call in the program or the trace
  int client = 0;
  Call call;
  Answer answer;
  Instant_us invoked = 0;
  Instant_us returned = 0;  ///< greater than `invoked`; meaningless for a NoAnswer
};

/// How late an endpoint may act and still be right; see conform's `--timing`.
struct Tolerance {
  Duration_us early_us = 0;  ///< a timer may fire this much before its time
  Duration_us late_us = 0;   ///< a message may become available this much after its time
};

struct History {
  std::string endpoint;  ///< for reports
  bool virtual_time = false;
  /// True when the operations from `drained_from` on are the final drain: every delay and
  /// visibility timeout had ended, and the queues were polled until they stayed empty.
  bool drained = false;
  std::size_t drained_from = 0;
  std::vector<Operation> operations;  ///< by `invoked`
};

/// JSON Lines: a header, then an `inv` and a `ret` line an operation (times in microseconds).
[[nodiscard]] std::string to_json_lines(const History& history);
/// Refuses what it cannot read, with line and cure; unknown keys are ignored, as is a call whose
/// `ret` line is missing (its outcome is unknown).
[[nodiscard]] policy::Result<History> read_history(const policy::Source& json_lines);

}  // namespace sqsproof::semantics

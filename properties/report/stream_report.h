// The report of a trace that was judged as a stream: totals, what was put to the test, what is not
// judged in streams, and what was violated with the calls that show it.
#pragma once

#include <string>
#include <vector>

#include "properties/report/text.h"
#include "semantics/stream/trace_stream.h"

namespace sqsproof::properties {

struct StreamedTrace {
  std::string name;
  semantics::stream::StreamReport report;
};

[[nodiscard]] inline policy::Verdict verdict_of(const StreamedTrace& trace) {
  return semantics::stream::verdict_of(trace.report);
}
[[nodiscard]] std::string to_text(const std::vector<StreamedTrace>& traces, const TextStyle& style,
                                  bool closing_line);
/// The shape of judged traces (judge_report.h), with `totals`.
[[nodiscard]] std::string to_json(const std::vector<StreamedTrace>& traces);

}  // namespace sqsproof::properties

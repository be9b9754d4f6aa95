// Several conformance runs side by side: of one endpoint over time, or of several endpoints.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "policy/support/diagnostic.h"
#include "properties/conform_verdict.h"
#include "properties/property.h"
#include "properties/report/text.h"

namespace sqsproof::properties {

/// What a JSON report of `conform run` says of one run.
struct RunSummary {
  std::string file;
  std::string endpoint;
  struct Row {
    Level level = Level::must;
    ConformVerdict verdict = ConformVerdict::skip;  ///< of an example, the worst of its protocols
    std::string explanation;                        ///< of a failure, its first line
  };
  std::map<std::string, Row> rows;  ///< by requirement
};

/// Refuses what is no such report, and verdicts that there are not, with place and cure.
[[nodiscard]] policy::Result<RunSummary> read_run(const policy::Source& source);

/// What a change means. A known failure is none that passes, a known failure that passes is one.
enum class Trend {
  worse,   ///< it passed, and does not any more
  better,  ///< it did not pass, and does now
  same,    ///< it passed and passes, or failed and fails: only the list of known failures differs
  other    ///< neither of the two passes
};
[[nodiscard]] std::string_view name_of(Trend trend);

struct Change {
  std::string requirement;
  std::string before;  ///< verdicts; `-` where the run has no such requirement
  std::string after;
  Trend trend = Trend::other;
};
/// From the first run to the last.
[[nodiscard]] std::vector<Change> changes_of(const std::vector<RunSummary>& runs);

[[nodiscard]] std::string to_text(const std::vector<RunSummary>& runs, const TextStyle& style);
[[nodiscard]] std::string to_json(const std::vector<RunSummary>& runs);
[[nodiscard]] std::string to_markdown(const std::vector<RunSummary>& runs);
[[nodiscard]] std::string to_html(const std::vector<RunSummary>& runs);

}  // namespace sqsproof::properties

// Several conformance runs side by side: of one endpoint over time, or of several endpoints.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "policy/support/diagnostic.h"
#include "properties/report/text.h"

namespace sqsproof::properties {

/// What a JSON report of `conform run` says of one run.
struct RunSummary {
  std::string file;
  std::string endpoint;
  struct Row {
    std::string level;
    std::string verdict;
    std::string explanation;  ///< of a failure, its first line
  };
  std::map<std::string, Row> rows;  ///< by requirement
};

/// Refuses what is no such report, with place and cure.
[[nodiscard]] policy::Result<RunSummary> read_run(const policy::Source& source);

struct Change {
  std::string requirement;
  std::string before;  ///< verdicts; `-` where the run has no such requirement
  std::string after;
  bool worse = false;  ///< it passed, and does not any more
};
/// From the first run to the last.
[[nodiscard]] std::vector<Change> changes_of(const std::vector<RunSummary>& runs);

[[nodiscard]] std::string to_text(const std::vector<RunSummary>& runs, const TextStyle& style);
[[nodiscard]] std::string to_json(const std::vector<RunSummary>& runs);
[[nodiscard]] std::string to_markdown(const std::vector<RunSummary>& runs);
[[nodiscard]] std::string to_html(const std::vector<RunSummary>& runs);

}  // namespace sqsproof::properties

// Files that a conformance run reads and writes.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "policy/support/diagnostic.h"
#include "properties/report/conform_report.h"

namespace sqsproof::cli {

/// Ids of requirements and examples that may fail, or the first words of several, one a line; `#`
/// begins a comment. None without a path. Mistakes are said with their lines.
struct KnownFailures {
  struct Entry {
    std::string words;  ///< as it stands in the file
    std::set<std::string> ids;
  };
  std::vector<Entry> entries;
  std::set<std::string> ids;  ///< of all entries
};
[[nodiscard]] policy::Result<KnownFailures> read_known_failures(const std::string& path);
/// A remark about the entries that nothing in the report was judged of, so that it says nothing
/// about them; empty when there is none.
[[nodiscard]] std::string unjudged_remark(const KnownFailures& known,
                                          const properties::ConformReport& report);

/// Writes the counterexample, and where it failed, to a file of its own, and beside it a page that
/// tells of the failure; the path of the program, empty with a message if that fails.
[[nodiscard]] std::string write_replay(const std::string& dir,
                                       const properties::RequirementResult& result,
                                       const properties::ConformReport& report);

}  // namespace sqsproof::cli

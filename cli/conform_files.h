// Files that a conformance run reads and writes.
#pragma once

#include <set>
#include <string>

#include "policy/support/diagnostic.h"
#include "properties/report/conform_report.h"

namespace sqsproof::cli {

/// Ids of requirements and examples that may fail, one a line; `#` begins a comment. None without a
/// path.
[[nodiscard]] policy::Result<std::set<std::string>> read_known_failures(const std::string& path);

/// Writes the counterexample to a file of its own; the path, empty with a message if that fails.
[[nodiscard]] std::string write_replay(const std::string& dir,
                                       const properties::RequirementResult& result,
                                       std::uint64_t seed);

}  // namespace sqsproof::cli

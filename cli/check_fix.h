// `sqsproof check --fix` and `--diff`: what is done with a file before its policies are asked
// about.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "policy/sources/source.h"
#include "properties/lint/fixing.h"

namespace sqsproof::cli {

struct FixMode {
  bool fix = false;     ///< --fix: write the fixed text where the policy came from
  bool diff = false;    ///< --diff: only show what --fix would change; wins over --fix
  bool unsafe = false;  ///< --unsafe-fixes

  /// Standard output is for the fixed text or the diff then; reports go to standard error.
  [[nodiscard]] bool owns_output(const std::string& path) const {
    return diff || (fix && path == "-");
  }
};

struct FixedFile {
  policy::Source source;  ///< what is to be asked about
  ExitCode code = ExitCode::holds;
};

/// Says how the policy of a queue is to be fixed.
using FixOptionsOf = std::function<properties::FixOptions(const policy::QueuePolicy&)>;

/// Fixes the policies of the queues that were read from the file at `path`, writes the file or
/// shows what would change, and says so on standard error. Of a policy that is a string in the
/// file, the string is edited; all other bytes stay.
[[nodiscard]] FixedFile fix_file(const std::string& path, const policy::Source& source,
                                 const std::vector<policy::QueuePolicy>& queues,
                                 const FixMode& mode, const FixOptionsOf& options_of);

}  // namespace sqsproof::cli

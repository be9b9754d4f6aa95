// `sqsproof check --fix` and `--diff`: what is done with a policy before it is asked about.
#pragma once

#include <string>

#include "cli/exit_code.h"
#include "policy/support/diagnostic.h"
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

struct FixedInput {
  policy::Source source;  ///< what is to be asked about
  ExitCode code = ExitCode::holds;
};

/// Fixes what was read from `path`, writes or shows it, and says so on standard error.
[[nodiscard]] FixedInput fix_input(const std::string& path, const policy::Source& source,
                                   const FixMode& mode, const properties::FixOptions& options);

}  // namespace sqsproof::cli

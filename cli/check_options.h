// What `sqsproof check` is asked to do.
#pragma once

#include <string>
#include <vector>

#include "cli/check_fix.h"
#include "cli/prover_options.h"
#include "cli/queues.h"
#include "properties/access/subject.h"
#include "properties/selection.h"

namespace sqsproof::cli {

struct CheckOptions {
  std::vector<std::string> paths;
  NamedQueue queue;  ///< for what the inputs do not say
  std::string input_format = "auto";
  std::vector<std::string> trusted_accounts;
  std::vector<std::string> trusted_organizations;
  ProverOptions prover;
  properties::Selection selection;
  std::string proof_log;
  FixMode fixes;
  std::string against;   ///< an older version of the inputs; empty without one
  std::string baseline;  ///< a report of an earlier run; empty without one
};

/// Declares the options of the command but those that all commands have.
void add_check_options(CLI::App& app, CheckOptions& options);

/// A sentence with a hint when options contradict each other; empty when all is well.
[[nodiscard]] std::string contradiction_of(const CheckOptions& options);

[[nodiscard]] properties::Trust trust_of(const CheckOptions& options);

/// For the proof of a fix, of which there may be many; what is not proved is not applied or
/// offered.
[[nodiscard]] policy::ProverLimits limits_of_fixes(const CheckOptions& options);

}  // namespace sqsproof::cli

// What `sqsproof check` is asked to do.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/check_fix.h"
#include "cli/config.h"
#include "cli/prover_options.h"
#include "cli/queues.h"
#include "properties/access/subject.h"
#include "properties/selection.h"

namespace sqsproof::cli {

struct CheckOptions {
  std::vector<std::string> paths;
  NamedQueue queue;  ///< for what the inputs do not say
  std::string input_format = "auto";
  TrustOptions trust;
  ProverOptions prover;
  properties::Selection selection;
  std::string proof_log;
  FixMode fixes;
  /// For so many different policies repairs are looked for, each of which takes as long as ten
  /// policies take to be checked.
  std::size_t repairs = 500;
  std::string against;   ///< an older version of the inputs; empty without one
  std::string baseline;  ///< a report of an earlier run; empty without one
  ExpectationOptions expected;
  std::vector<properties::Expectation> expectations;  ///< those of `expected`, read
};

/// Declares the options of the command but those that all commands have.
void add_check_options(CLI::App& app, CheckOptions& options);

/// The options, with those of the file where the command line has none. Nothing when something is
/// wrong with the file; then the diagnostics are printed.
[[nodiscard]] std::optional<CheckOptions> with_config(const CLI::App& app, CheckOptions options,
                                                      bool color);

/// A sentence with a hint when options contradict each other; empty when all is well.
[[nodiscard]] std::string contradiction_of(const CheckOptions& options);

/// For the proof of a fix, of which there may be many; what is not proved is not applied or
/// offered.
[[nodiscard]] policy::ProverLimits limits_of_fixes(const CheckOptions& options);

}  // namespace sqsproof::cli

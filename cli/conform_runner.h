// One run of the conformance suite: the endpoint is opened, programs and examples are tried, the
// report is written.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/conform_endpoint.h"
#include "cli/exit_code.h"
#include "cli/options.h"
#include "cli/target_profile.h"

namespace sqsproof::cli {

struct RunOptions {
  EndpointOptions endpoint;
  std::vector<std::string> prefixes;
  std::string timing;
  std::string level = "may";
  std::string only;
  std::uint64_t seed = 1;
  std::size_t cases = 0;
  std::string known_failures;
  std::string target_profile;
  bool protocol_given = false;
  TargetProfile target;  ///< what it says
  std::string replay_dir;
  std::size_t jobs = 0;
  std::vector<std::string> at_most;  ///< `ID=PERCENT`, as given
  bool canary = false;
};

/// Mistakes of the user are said on standard error.
[[nodiscard]] ExitCode run_suite(const RunOptions& options, const Common& common);

}  // namespace sqsproof::cli

#include "cli/prover_options.h"

#include <CLI/CLI.hpp>

namespace sqsproof::cli {

void add_prover_options(CLI::App& app, ProverOptions& options) {
  app.add_option("--timeout", options.timeout_s, "seconds for one question")
      ->check(CLI::Range(0.001, 3600.0))
      ->capture_default_str();
  app.add_option("--engine", options.engine,
                 "z3: Z3 decides all that holds; fast: once for each shape of policy")
      ->check(CLI::IsMember({"z3", "fast"}))
      ->capture_default_str();
}

policy::ProverLimits limits_of(const ProverOptions& options) {
  policy::ProverLimits limits;
  limits.timeout = std::chrono::milliseconds(static_cast<long>(options.timeout_s * 1000));
  if (options.engine == "fast") limits.engine = policy::EngineName::fast;
  return limits;
}

}  // namespace sqsproof::cli

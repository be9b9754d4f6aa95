#include "cli/prover_options.h"

#include <CLI/CLI.hpp>

#include "cli/options.h"

namespace sqsproof::cli {

void add_prover_options(CLI::App& app, ProverOptions& options, bool strings) {
  std::vector<std::string> engines = {"z3", "fast"};
  std::string words = "z3: Z3 decides all that holds; fast: once for each shape of policy";
  if (strings) {
    engines.emplace_back("strings");
    words += "; strings: Z3's strings as a second opinion, slow";
  }
  app.add_option("--timeout", options.timeout_s, "seconds for one question")
      ->check(number_within(0.001, 3600))
      ->capture_default_str();
  app.add_option("--engine", options.engine, words)
      ->check(CLI::IsMember(std::move(engines)))
      ->capture_default_str();
}

bool asks_strings(const ProverOptions& options) { return options.engine == "strings"; }

policy::ProverLimits limits_of(const ProverOptions& options) {
  policy::ProverLimits limits;
  limits.timeout = std::chrono::milliseconds(static_cast<long>(options.timeout_s * 1000));
  if (options.engine == "fast") limits.engine = policy::EngineName::fast;
  return limits;
}

}  // namespace sqsproof::cli

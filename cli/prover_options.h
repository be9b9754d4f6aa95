// How long and with what the prover works: the same options of every command that proves.
#pragma once

#include <string>

#include "policy/prover/prover.h"

namespace CLI {
class App;
}

namespace sqsproof::cli {

struct ProverOptions {
  double timeout_s = 10;  ///< of one question
  std::string engine = "z3";
};

void add_prover_options(CLI::App& app, ProverOptions& options);

[[nodiscard]] policy::ProverLimits limits_of(const ProverOptions& options);

}  // namespace sqsproof::cli

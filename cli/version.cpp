#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "cli/command.h"

namespace sqsproof::cli {

std::function<ExitCode()> declare_version(CLI::App& /*app*/) {
  return [] {
    fmt::print("sqsproof {}\n", SQSPROOF_VERSION);
    return ExitCode::holds;
  };
}

}  // namespace sqsproof::cli

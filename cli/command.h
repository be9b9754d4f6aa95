// The row of a subcommand. Adding one: a file with a `declare` function, a line in all.cpp.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "cli/exit_code.h"

namespace CLI {
class App;
}

namespace sqsproof::cli {

struct Command {
  std::string_view name;
  std::string_view summary;   ///< one line for `sqsproof --help`
  std::string_view examples;  ///< printed under `--help`, one a line
  /// Declares the options; the result runs the command with what was parsed into them.
  std::function<ExitCode()> (*declare)(CLI::App& app);
};

[[nodiscard]] std::span<const Command> all_commands();

}  // namespace sqsproof::cli

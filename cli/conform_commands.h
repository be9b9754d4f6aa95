// The subcommands of `conform`.
#pragma once

#include <functional>

#include "cli/exit_code.h"

namespace CLI {
class App;
}

namespace sqsproof::cli {

[[nodiscard]] std::function<ExitCode()> declare_conform_run(CLI::App& app);
[[nodiscard]] std::function<ExitCode()> declare_conform_replay(CLI::App& app);
[[nodiscard]] std::function<ExitCode()> declare_conform_diff(CLI::App& app);
[[nodiscard]] std::function<ExitCode()> declare_conform_targets(CLI::App& app);
[[nodiscard]] std::function<ExitCode()> declare_conform_clean(CLI::App& app);
[[nodiscard]] std::function<ExitCode()> declare_conform_record(CLI::App& app);

}  // namespace sqsproof::cli

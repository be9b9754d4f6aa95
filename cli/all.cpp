// Table of contents of the subcommands, in the order of `--help`.
#include "cli/command.h"

namespace sqsproof::cli {

std::function<ExitCode()> declare_version(CLI::App& app);

namespace {

constexpr Command kCommands[] = {
    {"version", "print the version", "sqsproof version", declare_version},
};

}  // namespace

std::span<const Command> all_commands() { return kCommands; }

}  // namespace sqsproof::cli

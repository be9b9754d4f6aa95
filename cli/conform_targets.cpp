// `sqsproof conform targets`: what is known of other endpoints.
#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "cli/conform_commands.h"
#include "cli/input.h"
#include "cli/options.h"
#include "cli/target_profile.h"

namespace sqsproof::cli {
namespace {

ExitCode print_one(const std::string& name) {
  const auto profile = read_target_profile(name);
  if (!profile) {
    print(profile.error(), use_color({}, 2));
    return ExitCode::bad_input;
  }
  for (const KnownTarget& target : known_targets()) {
    if (target.name == name) fmt::print("{}", target.toml);
  }
  return ExitCode::holds;
}

ExitCode print_all() {
  for (const KnownTarget& target : known_targets()) {
    const auto profile = read_target_profile(std::string(target.name));
    fmt::print("{:<14} {:<24} {}\n", target.name, profile ? profile->url : "",
               profile ? profile->start : "");
  }
  return ExitCode::holds;
}

}  // namespace

std::function<ExitCode()> declare_conform_targets(CLI::App& app) {
  auto name = std::make_shared<std::string>();
  app.add_option("name", *name, "one of them, as a file for `run --target-profile`")
      ->type_name("NAME");
  return [name] { return name->empty() ? print_all() : print_one(*name); };
}

}  // namespace sqsproof::cli

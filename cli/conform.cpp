// `sqsproof conform`: does an endpoint keep the promises of a queue?
#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "cli/command.h"
#include "cli/conform_commands.h"
#include "properties/examples/example.h"
#include "properties/queue/requirement.h"

namespace sqsproof::cli {
namespace {

ExitCode run_list() {
  for (const properties::Requirement& requirement : properties::all_requirements()) {
    fmt::print("{:<42} {:<7} {}\n", requirement.words.id, name_of(requirement.level),
               requirement.words.title);
  }
  for (const properties::Example& example : properties::all_examples()) {
    fmt::print("{:<42} {:<7} {}\n", example.words.id, name_of(example.level), example.words.title);
  }
  return ExitCode::holds;
}

}  // namespace

std::function<ExitCode()> declare_conform(CLI::App& app) {
  app.require_subcommand(1);
  CLI::App* run = app.add_subcommand("run", "test an endpoint");
  CLI::App* list = app.add_subcommand("list", "list the requirements");
  CLI::App* replay = app.add_subcommand("replay", "run one program again and judge it");
  CLI::App* diff = app.add_subcommand("diff", "put the JSON reports of runs side by side");
  CLI::App* clean = app.add_subcommand("clean", "delete the queues that earlier runs left");
  CLI::App* targets = app.add_subcommand("targets", "say what is known of other endpoints");
  CLI::App* record =
      app.add_subcommand("record", "record what an application does, as a trace for `judge`");
  auto chosen = std::make_shared<std::function<ExitCode()>>(run_list);
  run->parse_complete_callback([chosen, act = declare_conform_run(*run)] { *chosen = act; });
  replay->parse_complete_callback(
      [chosen, act = declare_conform_replay(*replay)] { *chosen = act; });
  diff->parse_complete_callback([chosen, act = declare_conform_diff(*diff)] { *chosen = act; });
  clean->parse_complete_callback([chosen, act = declare_conform_clean(*clean)] { *chosen = act; });
  targets->parse_complete_callback(
      [chosen, act = declare_conform_targets(*targets)] { *chosen = act; });
  record->parse_complete_callback(
      [chosen, act = declare_conform_record(*record)] { *chosen = act; });
  list->parse_complete_callback([chosen] { *chosen = run_list; });
  return [chosen] { return (*chosen)(); };
}

}  // namespace sqsproof::cli

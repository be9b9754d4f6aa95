// `sqsproof rules` and `sqsproof explain ID`: what can be found, and what it means.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/core.h>
#include <vector>

#include "cli/command.h"
#include "policy/support/words.h"
#include "properties/property.h"

namespace sqsproof::cli {
namespace {

ExitCode print_rules() {
  for (const properties::CatalogueRow& row : properties::catalogue()) {
    fmt::print("{:<38} {:<12} {:<8} {}\n", row.words.id, row.kind, row.level, row.words.title);
  }
  return ExitCode::holds;
}

ExitCode explain(const std::string& id) {
  std::vector<std::string_view> ids;
  for (const properties::CatalogueRow& row : properties::catalogue()) {
    ids.push_back(row.words.id);
    if (row.words.id != id) continue;
    fmt::print("{} ({}, {})\n{}\n\n{}\n\nReference: {}\n", row.words.id, row.kind, row.level,
               row.words.title, row.words.rationale, row.words.reference);
    return ExitCode::holds;
  }
  const auto near = policy::nearest_word(id, ids);
  fmt::print(stderr, "error: there is no rule `{}`\n  help: {}\n", id,
             near ? fmt::format("did you mean `{}`?", *near) : "see `sqsproof rules`");
  return ExitCode::bad_input;
}

}  // namespace

std::function<ExitCode()> declare_rules(CLI::App& /*app*/) { return print_rules; }

std::function<ExitCode()> declare_explain(CLI::App& app) {
  auto id = std::make_shared<std::string>();
  app.add_option("id", *id, "id of a rule, as `sqsproof rules` lists it")->required();
  return [id] { return explain(*id); };
}

}  // namespace sqsproof::cli

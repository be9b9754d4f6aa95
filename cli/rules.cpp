// `sqsproof rules` and `sqsproof explain ID`: what can be found, and what it means.
#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <vector>

#include "cli/command.h"
#include "cli/options.h"
#include "policy/support/words.h"
#include "properties/report/catalogue_report.h"

namespace sqsproof::cli {
namespace {

using properties::CatalogueRow;

ExitCode no_such_rule(const std::string& id) {
  std::vector<std::string_view> ids;
  for (const CatalogueRow& row : properties::catalogue()) ids.push_back(row.words.id);
  const auto near = policy::nearest_word(id, ids);
  fmt::print(stderr, "error: there is no rule `{}`\n  help: {}\n", id,
             near ? fmt::format("did you mean `{}`?", *near) : "see `sqsproof rules`");
  return ExitCode::bad_input;
}

std::string rendered(const std::vector<CatalogueRow>& rows, const std::string& format) {
  if (format == "json") return properties::to_json(rows);
  if (format == "markdown") return properties::to_markdown(rows);
  return properties::to_text(rows);
}

ExitCode print_rules(const std::string& prefix, const Common& common) {
  std::vector<CatalogueRow> rows;
  for (const CatalogueRow& row : properties::catalogue()) {
    if (row.words.id.starts_with(prefix)) rows.push_back(row);
  }
  if (rows.empty()) return no_such_rule(prefix);
  std::vector<Rendered> outputs;
  for (const std::string& format : formats_asked(common)) {
    outputs.push_back({format, rendered(rows, format)});
  }
  return write_outputs(common, outputs);
}

ExitCode explain(const std::string& id) {
  for (const CatalogueRow& row : properties::catalogue()) {
    if (row.words.id != id) continue;
    fmt::print("{}", properties::explained(row));
    return ExitCode::holds;
  }
  return no_such_rule(id);
}

}  // namespace

std::function<ExitCode()> declare_rules(CLI::App& app) {
  auto prefix = std::make_shared<std::string>();
  app.add_option("prefix", *prefix, "only rules whose id begins with this");
  auto common = add_common(app, {"text", "json", "markdown"});
  return [prefix, common] { return print_rules(*prefix, *common); };
}

std::function<ExitCode()> declare_explain(CLI::App& app) {
  auto id = std::make_shared<std::string>();
  app.add_option("id", *id, "id of a rule, as `sqsproof rules` lists it")->required();
  return [id] { return explain(*id); };
}

}  // namespace sqsproof::cli

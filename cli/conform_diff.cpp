// `sqsproof conform diff`: runs side by side.
#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/conform_commands.h"
#include "cli/input.h"
#include "cli/options.h"
#include "properties/report/scoreboard.h"

namespace sqsproof::cli {
namespace {

ExitCode compare(const std::vector<std::string>& files, const Common& common) {
  std::vector<properties::RunSummary> runs;
  ExitCode code = ExitCode::holds;
  for (const std::string& file : files) {
    const auto source = read_input(file);
    auto run = source ? properties::read_run(*source)
                      : policy::Result<properties::RunSummary>(tl::unexpected(source.error()));
    if (run) {
      runs.push_back(std::move(*run));
    } else {
      print(run.error(), use_color(common, 2));
      code = ExitCode::bad_input;
    }
  }
  if (code != ExitCode::holds) return code;
  std::vector<Rendered> rendered;
  for (const std::string& format : formats_asked(common)) {
    rendered.push_back({format, format == "json"       ? properties::to_json(runs)
                                : format == "markdown" ? properties::to_markdown(runs)
                                : format == "html"
                                    ? properties::to_html(runs)
                                    : properties::to_text(runs, {use_color(common, 1)})});
  }
  // Several endpoints side by side are no history: only of two runs the second can be worse.
  const auto changes = properties::changes_of(runs);
  const bool worse = runs.size() == 2 &&
                     std::any_of(changes.begin(), changes.end(),
                                 [](const auto& c) { return c.trend == properties::Trend::worse; });
  return worst(worse ? ExitCode::violated : ExitCode::holds, write_outputs(common, rendered));
}

}  // namespace

std::function<ExitCode()> declare_conform_diff(CLI::App& app) {
  auto files = std::make_shared<std::vector<std::string>>();
  app.add_option("report", *files,
                 "JSON reports of `conform run`; of two, exit code 1 says that something that "
                 "passed in the first does not in the second")
      ->required()
      ->type_name("REPORT.json");
  auto common = add_common(app, {"text", "json", "markdown", "html"});
  return [files, common] { return compare(*files, *common); };
}

}  // namespace sqsproof::cli

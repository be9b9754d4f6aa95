// `sqsproof judge`: could a queue that keeps its promises have produced this trace?
#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/input.h"
#include "cli/options.h"
#include "properties/report/judge_report.h"

namespace sqsproof::cli {
namespace {

struct Options {
  std::vector<std::string> paths;
  std::string profile = "strict";
  double early_s = 0;
  double late_s = 0;
};

semantics::Duration_us microseconds(double seconds) {
  return static_cast<semantics::Duration_us>(seconds * semantics::kSecond_us);
}

ExitCode run_judge(const Options& options, const Common& common) {
  semantics::JudgeOptions judging;
  judging.tolerance = {microseconds(options.early_s), microseconds(options.late_s)};
  if (options.profile == "aws") judging.granted = semantics::Freedoms::aws();
  ExitCode code = ExitCode::holds;
  std::vector<properties::JudgedTrace> traces;
  for (const std::string& path : options.paths) {
    const auto source = read_input(path);
    auto history = source ? semantics::read_history(*source)
                          : policy::Result<semantics::History>(tl::unexpected(source.error()));
    if (!history) {
      print(history.error(), use_color(common, 2));
      code = worst(code, ExitCode::bad_input);
      continue;
    }
    traces.push_back(properties::judge_trace(path, std::move(*history), judging));
    code = worst(code, exit_code_of(properties::verdict_of(traces.back())));
  }
  if (traces.empty()) return code;
  std::vector<Rendered> rendered;
  for (const std::string& format : formats_asked(common)) {
    rendered.push_back(
        {format, format == "json"
                     ? properties::to_json(traces)
                     : properties::to_text(traces, {use_color(common, 1)}, !common.quiet)});
  }
  return worst(code, write_outputs(common, rendered));
}

}  // namespace

std::function<ExitCode()> declare_judge(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option("trace", options->paths, "traces in JSON Lines; - is standard input")
      ->required()
      ->type_name("TRACE.jsonl");
  app.add_option("--early", options->early_s, "seconds that a timer may fire too early")
      ->check(CLI::Range(0.0, 3600.0))
      ->capture_default_str();
  app.add_option("--late", options->late_s, "seconds that a message may become visible too late")
      ->check(CLI::Range(0.0, 3600.0))
      ->capture_default_str();
  app.add_option("--profile", options->profile,
                 "strict: what SQS does at its best; aws: only what its documentation promises")
      ->check(CLI::IsMember({"strict", "aws"}))
      ->capture_default_str();
  auto common = add_common(app, {"text", "json"});
  return [options, common] { return run_judge(*options, *common); };
}

}  // namespace sqsproof::cli

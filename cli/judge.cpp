// `sqsproof judge`: could a queue that keeps its promises have produced this trace?
#include <CLI/CLI.hpp>
#include <fcntl.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/input.h"
#include "cli/options.h"
#include "cli/rate_limits.h"
#include "properties/report/judge_report.h"
#include "properties/report/stream_report.h"

namespace sqsproof::cli {
namespace {

struct Options {
  std::vector<std::string> paths;
  std::string profile = "strict";
  double early_s = 0;
  double late_s = 0;
  bool stream = false;
  bool closed = false;
  std::vector<std::string> at_most;  ///< `ID=PERCENT`, as given
};

semantics::Duration_us microseconds(double seconds) {
  return static_cast<semantics::Duration_us>(seconds * semantics::kSecond_us);
}

policy::Result<semantics::stream::StreamReport> judge_input(
    const std::string& path, const semantics::stream::Options& streaming) {
  const int file = path == "-" ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    auto unreadable = read_input(path);  // knows the reason
    return tl::unexpected(unreadable ? policy::Diagnostics{} : std::move(unreadable.error()));
  }
  auto report = semantics::stream::judge_stream(file, path == "-" ? "<stdin>" : path, streaming);
  if (file != STDIN_FILENO) close(file);
  return report;
}

/// What --early, --late and --profile ask for.
semantics::JudgeOptions judging_of(const Options& options) {
  semantics::JudgeOptions judging;
  judging.tolerance = {microseconds(options.early_s), microseconds(options.late_s)};
  if (options.profile == "aws") judging.granted = semantics::Freedoms::aws();
  return judging;
}

/// What a trace holds that does not say it.
semantics::Recorded unsaid(const Options& options) {
  return options.closed ? semantics::Recorded{} : semantics::kNothingRecorded;
}

/// Judges each path and writes one report of all that could be read. `judge_one` makes a trace from
/// a path.
template <class Trace>
ExitCode judge_each(const Options& options, const Common& common, const auto& judge_one) {
  ExitCode code = ExitCode::holds;
  std::vector<Trace> traces;
  for (const std::string& path : options.paths) {
    policy::Result<Trace> trace = judge_one(path);
    if (!trace) {
      print(trace.error(), use_color(common, 2));
      code = worst(code, ExitCode::bad_input);
      continue;
    }
    traces.push_back(std::move(*trace));
    code = worst(code, exit_code_of(verdict_of(traces.back())));
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

ExitCode run_stream(const Options& options, const Common& common) {
  const semantics::JudgeOptions judging = judging_of(options);
  semantics::stream::Options streaming;
  streaming.tolerance = judging.tolerance;
  streaming.granted = judging.granted;
  streaming.recorded = unsaid(options);
  return judge_each<properties::StreamedTrace>(
      options, common, [&](const std::string& path) -> policy::Result<properties::StreamedTrace> {
        auto report = judge_input(path, streaming);
        if (!report) return tl::unexpected(std::move(report.error()));
        return properties::StreamedTrace{path, std::move(*report)};
      });
}

ExitCode run_judge(const Options& options, const Common& common) {
  if (options.stream) return run_stream(options, common);
  const auto limits = read_limits("judge", options.at_most);
  if (!limits) {
    print(limits.error(), use_color(common, 2));
    return ExitCode::bad_input;
  }
  const semantics::JudgeOptions judging = judging_of(options);
  return judge_each<properties::JudgedTrace>(
      options, common, [&](const std::string& path) -> policy::Result<properties::JudgedTrace> {
        const auto source = read_input(
            path,
            "judge it with --stream, which takes traces of any length; or split it where "
            "the queues are empty");
        if (!source) return tl::unexpected(source.error());
        auto history = semantics::read_history(*source, unsaid(options));
        if (!history) return tl::unexpected(std::move(history.error()));
        return properties::judge_trace(path, std::move(*history), judging, *limits);
      });
}

}  // namespace

std::function<ExitCode()> declare_judge(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option("trace", options->paths,
                 "traces in JSON Lines, as semantics/TRACE.md tells; - is standard input")
      ->required()
      ->type_name("TRACE.jsonl");
  app.add_flag("--closed", options->closed,
               "all calls of all clients are in the traces, also where their heads do not say so; "
               "else what others may have done excuses the endpoint");
  app.add_option("--early", options->early_s, "seconds that a timer may fire too early")
      ->check(number_within(0, 3600))
      ->capture_default_str();
  app.add_option("--late", options->late_s, "seconds that a message may become visible too late")
      ->check(number_within(0, 3600))
      ->capture_default_str();
  app.add_option("--profile", options->profile,
                 "strict: what SQS does at its best; aws: only what its documentation promises")
      ->check(CLI::IsMember({"strict", "aws"}))
      ->capture_default_str();
  CLI::Option* const at_most = add_rate_limits(app, options->at_most);
  app.add_flag("--stream", options->stream,
               "judge while reading, in memory that does not grow with the trace: promises about "
               "single messages, groups and calls, not about what a whole queue should have "
               "delivered; the report lists those that are not judged")
      ->excludes(at_most);
  auto common = add_common(app, {"text", "json"});
  return [options, common] { return run_judge(*options, *common); };
}

}  // namespace sqsproof::cli

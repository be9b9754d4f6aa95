// `sqsproof conform replay`: one program again.
#include <CLI/CLI.hpp>

#include "cli/conform_commands.h"
#include "cli/conform_endpoint.h"
#include "cli/conform_stop.h"
#include "cli/input.h"
#include "cli/options.h"
#include "fixtures/real_clock.h"
#include "properties/report/conform_report.h"

namespace sqsproof::cli {
namespace {

using properties::ConformReport;
using properties::Requirement;
using properties::RequirementResult;

struct ReplayOptions {
  EndpointOptions endpoint;
  std::string file;
};

ExitCode run_replay(const ReplayOptions& options, const Common& common) {
  const fixtures::RealClock clock;
  const auto fail = [&](const policy::Diagnostics& diagnostics) {
    print(diagnostics, use_color(common, 2));
    return ExitCode::bad_input;
  };
  const auto source = read_input(options.file);
  if (!source) return fail(source.error());
  const auto replay = properties::read_replay(*source);
  if (!replay) return fail(replay.error());
  const Requirement* requirement = &properties::canary();
  if (replay->requirement != requirement->words.id) {
    const auto selected = properties::select_requirements({replay->requirement});
    if (!selected) return fail(selected.error());
    requirement = selected->front();
  }
  // Before any other thread, so that none of them takes the signal.
  std::optional<StopGuard> guard;
  if (!options.endpoint.url.empty()) guard.emplace(clean_command(options.endpoint));
  const auto target = open_target(options.endpoint);
  if (!target) return fail(target.error());
  if (guard) guard->stops(target->leash);
  const properties::Venues* venues = &target->venues;
  ConformReport report{SQSPROOF_VERSION, venues->endpoint, 0, {}};
  RequirementResult& result = report.results.emplace_back();
  result.requirement = requirement;
  result.outcome = properties::replay(*requirement, replay->program, venues->open, clock);
  const ExitCode left = guard ? delete_queues(*target, options.endpoint) : ExitCode::holds;
  const bool stopped = target->leash != nullptr && target->leash->was_stopped();
  result.verdict = properties::verdict_of(result.outcome, false);
  result.why = result.outcome.why;
  result.replay_file = options.file;
  std::vector<Rendered> rendered;
  for (const std::string& format : formats_asked(common)) {
    rendered.push_back(
        {format, format == "json"
                     ? properties::to_json(report)
                     : properties::to_text(report, {use_color(common, 1)}, !common.quiet)});
  }
  const ExitCode code =
      worst(exit_code_of(properties::verdict_of(report)), write_outputs(common, rendered));
  return worst(worst(code, left), stopped ? ExitCode::interrupted : ExitCode::holds);
}

}  // namespace

std::function<ExitCode()> declare_conform_replay(CLI::App& app) {
  auto options = std::make_shared<ReplayOptions>();
  app.add_option("file", options->file,
                 "a program that `run --replay-dir` wrote; - is standard input")
      ->required()
      ->type_name("FILE");
  add_endpoint_options(app, options->endpoint);
  auto common = add_common(app, {"text", "json"});
  return [options, common] { return run_replay(*options, *common); };
}

}  // namespace sqsproof::cli

// `sqsproof conform replay`: one program again.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/conform_account.h"
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
  bool embedded = false;
};

/// A program says nothing of an endpoint that it did not fail at: where the file names one, and the
/// command none, it is not run.
policy::Diagnostics check_target(const ReplayOptions& options, const policy::Source& source) {
  const auto target = properties::read_target(source);
  if (!target) return target.error();
  const bool said = options.embedded || !replay_target_of(options.endpoint).is_plain();
  if (said || target->is_plain()) return {};
  const std::string where = target->endpoint.empty()
                                ? "the embedded endpoint with" + target->options()
                                : "`" + target->endpoint + "`";
  policy::Diagnostics refused = conform_usage_error(
      fmt::format("this program failed at {}, and no endpoint is named here", where),
      fmt::format("add{}; or `--embedded` to try it at the embedded endpoint as it is",
                  target->options()));
  refused.front().id = "replay/target";
  return refused;
}

/// The requirement that the program is a counterexample of.
policy::Result<const Requirement*> requirement_of(const properties::Replay& replay) {
  if (replay.requirement == properties::canary().words.id) return &properties::canary();
  return properties::select_requirements({replay.requirement}).map([](const auto& selected) {
    return selected.front();
  });
}

std::vector<Rendered> render(const ConformReport& report, const Common& common) {
  std::vector<Rendered> rendered;
  for (const std::string& format : formats_asked(common)) {
    rendered.push_back(
        {format, format == "json"
                     ? properties::to_json(report)
                     : properties::to_text(report, {use_color(common, 1)}, !common.quiet)});
  }
  return rendered;
}

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
  const auto requirement = requirement_of(*replay);
  if (!requirement) return fail(requirement.error());
  const auto elsewhere = check_target(options, *source);
  if (!elsewhere.empty()) return fail(elsewhere);
  // Before any other thread, so that none of them takes the signal.
  std::optional<StopGuard> guard;
  if (!options.endpoint.url.empty()) guard.emplace(clean_command(options.endpoint));
  const auto target = open_target(options.endpoint);
  if (!target) return fail(target.error());
  if (guard) guard->stops(target->leash);
  const auto stranger = check_account(*target, options.endpoint);
  if (!stranger.empty()) {
    return worst(fail(stranger), delete_queues(*target, options.endpoint));
  }
  const properties::Venues* venues = &target->venues;
  ConformReport report{SQSPROOF_VERSION, venues->endpoint, 0, {}};
  report.target = replay_target_of(options.endpoint);
  const auto begun = clock.now();
  RequirementResult& result = report.results.emplace_back();
  result.requirement = *requirement;
  result.outcome = properties::replay(**requirement, replay->program, venues->open, clock,
                                      freedoms_of(options.endpoint));
  report.seconds = static_cast<double>(clock.now() - begun) / semantics::kSecond_us;
  const ExitCode left = guard ? delete_queues(*target, options.endpoint) : ExitCode::holds;
  const bool stopped = target->leash != nullptr && target->leash->was_stopped();
  result.verdict = properties::verdict_of(result.outcome, false);
  result.why = result.outcome.why;
  result.replay_file = options.file;
  const ExitCode code = worst(exit_code_of(properties::verdict_of(report)),
                              write_outputs(common, render(report, common)));
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
  app.add_flag("--embedded", options->embedded,
               "at the embedded endpoint as it is, wherever the program failed")
      ->excludes("--endpoint")
      ->excludes("--mutant")
      ->excludes("--weak");
  auto common = add_common(app, {"text", "json"});
  return [options, common] { return run_replay(*options, *common); };
}

}  // namespace sqsproof::cli

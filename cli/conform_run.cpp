// `sqsproof conform run`: many programs, a verdict for each requirement.
#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "cli/conform_commands.h"
#include "cli/conform_runner.h"
#include "cli/input.h"
#include "cli/rate_limits.h"

namespace sqsproof::cli {
namespace {

/// Options that were given win over what is known of the target.
policy::Result<RunOptions> with_profile(RunOptions options) {
  if (options.target_profile.empty()) return options;
  const auto profile = read_target_profile(options.target_profile);
  if (!profile) return tl::unexpected(profile.error());
  options.target = *profile;
  EndpointOptions& endpoint = options.endpoint;
  if (endpoint.url.empty()) endpoint.url = profile->url;
  if (endpoint.region.empty()) endpoint.region = profile->region;
  if (endpoint.account.empty()) endpoint.account = profile->account;
  if (endpoint.profile.empty()) endpoint.profile = profile->profile;
  endpoint.requests_per_second = profile->limits.requests_per_second;
  const auto most = static_cast<std::size_t>(profile->limits.programs_at_once);
  const bool in_turn = !endpoint.control_token.empty();  // one by one anyhow
  if (most > 0 && !in_turn && (options.jobs == 0 || options.jobs > most)) options.jobs = most;
  if (!options.protocol_given && !profile->protocol.empty()) endpoint.protocol = profile->protocol;
  if (!endpoint.url.empty()) return options;
  return tl::unexpected(conform_usage_error(
      fmt::format("{} has no address of its own", profile->name), "add `--endpoint URL`"));
}

/// One clock is moved for all programs, so they run one after the other.
policy::Result<RunOptions> with_fitting_jobs(RunOptions options) {
  if (options.endpoint.control_token.empty() || options.jobs <= 1) return options;
  return tl::unexpected(
      conform_usage_error("programs that share a virtual clock run one at a time",
                          "leave out `--jobs`, or `--control-token` for real time"));
}

ExitCode run_with_profile(const RunOptions& options, const Common& common) {
  const auto complete = with_profile(options).and_then(with_fitting_jobs);
  if (complete) return run_suite(*complete, common);
  print(complete.error(), use_color(common, 2));
  return ExitCode::bad_input;
}

}  // namespace

std::function<ExitCode()> declare_conform_run(CLI::App& app) {
  auto options = std::make_shared<RunOptions>();
  app.add_option("id-prefix", options->prefixes,
                 "only requirements whose id begins with these words")
      ->type_name("ID-PREFIX");
  add_endpoint_options(app, options->endpoint);
  app.add_option("--timing", options->timing,
                 "fast: timers of seconds, for about a minute (default with --endpoint); full: "
                 "of minutes, for about six")
      ->check(CLI::IsMember({"fast", "full"}));
  app.add_option("--level", options->level, "the lowest level to test")
      ->check(CLI::IsMember({"must", "should", "may"}));
  app.add_option("--only", options->only,
                 "programs: what random programs test; examples: short fixed dialogues")
      ->check(CLI::IsMember({"programs", "examples"}));
  app.add_option("--seed", options->seed, "the same seed makes the same programs")
      ->check(check_natural)
      ->capture_default_str();
  app.add_option("--cases", options->cases,
                 "programs a requirement; on a virtual clock, what they hardly put to the test "
                 "gets up to twice as many more")
      ->check(CLI::Range(1, 10'000'000));
  app.add_option("--jobs", options->jobs, "programs that run at once; 160 in real time")
      ->check(CLI::Range(1, 256));
  app.add_option(
         "--known-failures", options->known_failures,
         "file with ids that may fail, one a line: they are told as known failures and do not "
         "fail the run; one that passes does, until its entry is removed")
      ->type_name("FILE");
  app.add_option("--target-profile", options->target_profile,
                 "what is known of the endpoint: a name of `conform targets`, or a TOML file; what "
                 "it does not offer is skipped, and its limits are kept to")
      ->type_name("NAME|FILE");
  app.add_option("--replay-dir", options->replay_dir,
                 "folder for the programs of failures, with a page about each")
      ->type_name("DIR");
  add_rate_limits(app, options->at_most);
  app.add_option("--restart", options->endpoint.restart,
                 "a shell command that ends the endpoint and starts it anew, for one that keeps "
                 "what it holds; run some times, behind everything else")
      ->type_name("COMMAND");
  app.add_flag("--canary", options->canary,
               "test a requirement that must fail, to see that tests can fail");
  auto common = add_common(app, {"text", "json", "junit", "markdown", "html", "badge"});
  const CLI::Option* protocol = app.get_option("--protocol");
  return [options, common, protocol] {
    options->protocol_given = protocol->count() > 0;
    return run_with_profile(*options, *common);
  };
}

}  // namespace sqsproof::cli

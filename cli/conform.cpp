// `sqsproof conform`: does an endpoint keep the promises of a queue?
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fmt/core.h>
#include <fstream>
#include <set>
#include <sstream>
#include <unistd.h>

#include "cli/command.h"
#include "cli/input.h"
#include "cli/options.h"
#include "cli/weak_option.h"
#include "fixtures/http_endpoint.h"
#include "fixtures/real_clock.h"
#include "properties/explore/venues.h"
#include "properties/report/conform_report.h"

namespace sqsproof::cli {
namespace {

using properties::ConformReport;
using properties::Level;
using properties::Requirement;
using properties::RequirementResult;
using properties::Timing;

struct EndpointOptions {
  std::string url;
  std::string mutant;
  std::vector<std::string> weak;
  std::string region = "us-east-1";
  bool allow_remote = false;
};

struct RunOptions {
  EndpointOptions endpoint;
  std::vector<std::string> prefixes;
  std::string timing;
  std::string level = "may";
  std::uint64_t seed = 1;
  std::size_t cases = 0;
  std::string known_failures;
  std::string replay_dir;
  bool canary = false;
};

struct ReplayOptions {
  EndpointOptions endpoint;
  std::string file;
};

policy::Diagnostics usage_error(std::string message, std::string help) {
  policy::Diagnostics diagnostics;
  diagnostics.push_back({"conform/usage", policy::Severity::error, std::move(message), nullptr,
                         policy::Place{}, "", std::move(help)});
  return diagnostics;
}

policy::Result<properties::Venues> open_venues(const EndpointOptions& options) {
  if (options.url.empty()) {
    const auto weak = read_weaknesses(options.weak);
    if (!weak) return tl::unexpected(weak.error());
    return properties::embedded_venues(options.mutant, *weak);
  }
  if (!options.mutant.empty() || !options.weak.empty()) {
    return tl::unexpected(usage_error(fmt::format("`{}` is a switch of the embedded endpoint",
                                                  options.mutant.empty() ? "--weak" : "--mutant"),
                                      "leave out `--endpoint`"));
  }
  if (!options.allow_remote && !properties::is_loopback_url(options.url)) {
    return tl::unexpected(
        usage_error("`" + options.url + "` is not on this machine",
                    "a run makes many queues and requests, which may cost money; add "
                    "`--allow-remote` if that is meant"));
  }
  fixtures::HttpEndpointConfig config;
  config.url = options.url;
  config.region = options.region;
  const auto clock = std::make_shared<fixtures::RealClock>();
  return properties::shared_venues(std::make_shared<fixtures::HttpEndpoint>(config), clock,
                                   fmt::format("{:x}", clock->now() / 1'000));
}

Timing timing_of(const std::string& name, const EndpointOptions& endpoint) {
  if (name.empty()) return endpoint.url.empty() ? Timing::full : Timing::fast;
  return name == "fast" ? Timing::fast : Timing::full;
}

/// Ids, one a line; `#` begins a comment.
policy::Result<std::set<std::string>> read_known_failures(const std::string& path) {
  std::set<std::string> ids;
  if (path.empty()) return ids;
  const auto source = read_input(path);
  if (!source) return tl::unexpected(source.error());
  std::istringstream lines((*source)->text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string id;
    if (!(words >> id)) continue;
    const auto selected = properties::select_requirements({id});
    if (!selected) return tl::unexpected(selected.error());
    for (const Requirement* requirement : *selected) ids.insert(std::string(requirement->words.id));
  }
  return ids;
}

/// Writes the counterexample to a file of its own; the path, empty with a message if that fails.
std::string write_replay(const std::string& dir, const RequirementResult& result,
                         std::uint64_t seed) {
  std::string name(result.requirement->words.id);
  std::replace(name.begin(), name.end(), '/', '-');
  std::error_code error;
  std::filesystem::create_directories(dir, error);
  const auto path = std::filesystem::path(dir) / fmt::format("{}-{}.json", name, seed);
  std::ofstream file(path, std::ios::binary);
  file << properties::to_json(properties::Replay{std::string(result.requirement->words.id),
                                                 result.outcome.counterexample->program});
  if (file.flush()) return path.string();
  fmt::print(stderr, "error: cannot write `{}`\n  help: name a folder that can be written\n",
             path.string());
  return "";
}

class Run {
 public:
  Run(const RunOptions& options, const Common& common) : options_(options), common_(common) {}

  ExitCode run() {
    const auto venues = open_venues(options_.endpoint);
    const auto selected = properties::select_requirements(options_.prefixes);
    const auto known = read_known_failures(options_.known_failures);
    if (!venues) print(venues.error(), use_color(common_, 2));
    if (!selected) print(selected.error(), use_color(common_, 2));
    if (!known) print(known.error(), use_color(common_, 2));
    if (!venues || !selected || !known) return ExitCode::bad_input;
    timing_ = timing_of(options_.timing, options_.endpoint);
    report_.version = SQSPROOF_VERSION;
    report_.endpoint = venues->endpoint;
    report_.seed = options_.seed;
    auto requirements = *selected;
    if (options_.canary) requirements = {&properties::canary()};
    for (const Requirement* requirement : requirements) {
      if (requirement->level > lowest_level()) continue;
      test(*requirement, venues->open, known->contains(std::string(requirement->words.id)));
    }
    clear_progress();
    return worst(write_code_, write());
  }

 private:
  Level lowest_level() const {
    return options_.level == "must"     ? Level::must
           : options_.level == "should" ? Level::should
                                        : Level::may;
  }

  void test(const Requirement& requirement, const properties::VenueOpener& open, bool known) {
    RequirementResult& result = report_.results.emplace_back();
    result.requirement = &requirement;
    if (!dead_.empty()) {
      result.why = dead_;
      return;
    }
    properties::ExploreOptions explore;
    explore.seed = options_.seed;
    explore.timing = timing_;
    explore.cases = options_.cases > 0 ? options_.cases : default_cases();
    explore.stopwatch = &clock_;
    explore.progress = [&](std::size_t done) {
      show_progress(requirement.words.id, done, explore.cases);
    };
    result.outcome = properties::explore(requirement, open, explore);
    result.verdict = properties::verdict_of(result.outcome, known);
    result.why = result.outcome.why;
    if (result.outcome.endpoint_dead) dead_ = "not tested, because the endpoint does not answer";
    if (timing_ == Timing::fast && requirement.words.id == "fifo/dedup/window-holds") {
      result.note =
          "fast timing tests the beginning of the window only; its five minutes, and "
          "what comes after them, need `--timing full`";
    }
    if (result.outcome.counterexample && !options_.replay_dir.empty()) {
      result.replay_file = write_replay(options_.replay_dir, result, options_.seed);
      if (result.replay_file.empty()) write_code_ = ExitCode::bad_input;
    }
  }

  // In real time a program takes seconds.
  std::size_t default_cases() const { return options_.endpoint.url.empty() ? 200 : 4; }

  void show_progress(std::string_view id, std::size_t done, std::size_t all) {
    const auto now = clock_.now();
    if (common_.quiet || isatty(2) == 0 || now < next_progress_) return;
    next_progress_ = now + 100 * semantics::kMillisecond_us;
    shown_ = true;
    fmt::print(stderr, "\r\x1b[K{} {}/{}", id, done, all);
  }
  void clear_progress() const {
    if (shown_) fmt::print(stderr, "\r\x1b[K");
  }

  ExitCode write() const {
    std::vector<Rendered> rendered;
    for (const std::string& format : formats_asked(common_)) {
      rendered.push_back({format, render(format)});
    }
    return worst(exit_code_of(properties::verdict_of(report_)), write_outputs(common_, rendered));
  }
  std::string render(const std::string& format) const {
    if (format == "json") return properties::to_json(report_);
    if (format == "junit") return properties::to_junit(report_);
    return properties::to_text(report_, {use_color(common_, 1)}, !common_.quiet);
  }

  const RunOptions& options_;
  const Common& common_;
  fixtures::RealClock clock_;
  Timing timing_ = Timing::full;
  ConformReport report_;
  std::string dead_;
  ExitCode write_code_ = ExitCode::holds;
  semantics::Instant_us next_progress_ = 0;
  bool shown_ = false;
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
  const auto venues = open_venues(options.endpoint);
  if (!venues) return fail(venues.error());
  ConformReport report{SQSPROOF_VERSION, venues->endpoint, 0, {}};
  RequirementResult& result = report.results.emplace_back();
  result.requirement = requirement;
  result.outcome = properties::replay(*requirement, replay->program, venues->open, clock);
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
  return worst(exit_code_of(properties::verdict_of(report)), write_outputs(common, rendered));
}

ExitCode run_list() {
  for (const Requirement& requirement : properties::all_requirements()) {
    fmt::print("{:<38} {:<7} {}\n", requirement.words.id, name_of(requirement.level),
               requirement.words.title);
  }
  return ExitCode::holds;
}

void add_endpoint_options(CLI::App& app, EndpointOptions& options) {
  app.add_option("--endpoint", options.url, "URL of the endpoint; the embedded one without it")
      ->type_name("URL");
  app.add_option("--mutant", options.mutant, "a fault to switch on in the embedded endpoint")
      ->type_name("NAME");
  add_weak_option(app, options.weak);
  app.add_option("--region", options.region, "region to sign requests for")->capture_default_str();
  app.add_flag("--allow-remote", options.allow_remote,
               "test an endpoint that is not on this machine");
}

std::function<ExitCode()> declare_run(CLI::App& app) {
  auto options = std::make_shared<RunOptions>();
  app.add_option("id-prefix", options->prefixes, "only requirements whose id begins so")
      ->type_name("ID-PREFIX");
  add_endpoint_options(app, options->endpoint);
  app.add_option("--timing", options->timing,
                 "fast: timers of seconds (default with --endpoint); full: real ones")
      ->check(CLI::IsMember({"fast", "full"}));
  app.add_option("--level", options->level, "the lowest level to test")
      ->check(CLI::IsMember({"must", "should", "may"}));
  app.add_option("--seed", options->seed, "the same seed makes the same programs")
      ->capture_default_str();
  app.add_option("--cases", options->cases, "programs a requirement")
      ->check(CLI::Range(1, 10'000'000));
  app.add_option("--known-failures", options->known_failures, "file with ids that may fail")
      ->type_name("FILE");
  app.add_option("--replay-dir", options->replay_dir, "folder for the programs of failures")
      ->type_name("DIR");
  app.add_flag("--canary", options->canary,
               "test a requirement that must fail, to see that tests can fail");
  auto common = add_common(app, {"text", "json", "junit"});
  return [options, common] { return Run(*options, *common).run(); };
}

std::function<ExitCode()> declare_replay(CLI::App& app) {
  auto options = std::make_shared<ReplayOptions>();
  app.add_option("file", options->file,
                 "a program that `run --replay-dir` wrote; - is standard input")
      ->required()
      ->type_name("FILE");
  add_endpoint_options(app, options->endpoint);
  auto common = add_common(app, {"text", "json"});
  return [options, common] { return run_replay(*options, *common); };
}

}  // namespace

std::function<ExitCode()> declare_conform(CLI::App& app) {
  app.require_subcommand(1);
  CLI::App* run = app.add_subcommand("run", "test an endpoint");
  CLI::App* list = app.add_subcommand("list", "list the requirements");
  CLI::App* replay = app.add_subcommand("replay", "run one program again and judge it");
  auto chosen = std::make_shared<std::function<ExitCode()>>(run_list);
  run->parse_complete_callback([chosen, act = declare_run(*run)] { *chosen = act; });
  replay->parse_complete_callback([chosen, act = declare_replay(*replay)] { *chosen = act; });
  list->parse_complete_callback([chosen] { *chosen = run_list; });
  return [chosen] { return (*chosen)(); };
}

}  // namespace sqsproof::cli

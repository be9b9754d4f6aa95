// `sqsproof conform run`: many programs, a verdict for each requirement.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fmt/core.h>
#include <fstream>
#include <set>
#include <sstream>
#include <unistd.h>

#include "cli/conform_commands.h"
#include "cli/conform_endpoint.h"
#include "cli/conform_examples.h"
#include "cli/input.h"
#include "cli/options.h"
#include "fixtures/real_clock.h"
#include "properties/report/conform_report.h"

namespace sqsproof::cli {
namespace {

using properties::ConformReport;
using properties::Level;
using properties::Requirement;
using properties::RequirementResult;
using properties::Timing;

struct RunOptions {
  EndpointOptions endpoint;
  std::vector<std::string> prefixes;
  std::string timing;
  std::string level = "may";
  std::string only;
  std::uint64_t seed = 1;
  std::size_t cases = 0;
  std::string known_failures;
  std::string replay_dir;
  std::size_t jobs = 0;
  bool canary = false;
};

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
    for (const auto* example : properties::select_examples({id})) {
      ids.insert(std::string(example->words.id));
    }
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
    std::erase_if(requirements, [&](const Requirement* r) { return r->level > lowest_level(); });
    if (options_.only != "examples") test(requirements, *venues, *known);
    if (options_.only != "programs" && !options_.canary) tell_examples(*known);
    clear_progress();
    return worst(write_code_, write());
  }

 private:
  Level lowest_level() const {
    return options_.level == "must"     ? Level::must
           : options_.level == "should" ? Level::should
                                        : Level::may;
  }

  bool embedded() const { return options_.endpoint.url.empty(); }

  void test(const std::vector<const Requirement*>& requirements, const properties::Venues& venues,
            const std::set<std::string>& known) {
    properties::ExploreOptions explore;
    explore.seed = options_.seed;
    explore.timing = timing_;
    // In real time a program takes seconds, most of them waiting.
    explore.cases = options_.cases > 0 ? options_.cases : embedded() ? 200 : 6;
    explore.workers = options_.jobs > 0 ? options_.jobs : embedded() ? 1 : 32;
    explore.granted = freedoms_of(options_.endpoint);
    explore.stopwatch = &clock_;
    explore.progress = [&](const Requirement& requirement, std::size_t done, std::size_t all) {
      show_progress(requirement.words.id, done, all);
    };
    auto outcomes = properties::explore(requirements, venues.open, explore);
    for (std::size_t i = 0; i < requirements.size(); ++i) {
      note(*requirements[i], std::move(outcomes[i]),
           known.contains(std::string(requirements[i]->words.id)));
    }
  }

  /// Weak endpoints are for programs: an example is about what every endpoint does.
  void tell_examples(const std::set<std::string>& known) {
    if (!options_.endpoint.weak.empty()) return;
    properties::ExampleOptions options;
    options.progress = [this](const properties::Example& example) {
      show_progress(example.words.id, 0, 0);
    };
    report_.examples =
        cli::tell_examples(options_.endpoint, options_.prefixes, lowest_level(), known, options);
  }

  void note(const Requirement& requirement, properties::Outcome outcome, bool known) {
    RequirementResult& result = report_.results.emplace_back();
    result.requirement = &requirement;
    result.outcome = std::move(outcome);
    result.verdict = properties::verdict_of(result.outcome, known);
    result.why = result.outcome.why;
    if (timing_ == Timing::fast && requirement.needs_minutes && result.outcome.instances == 0 &&
        result.verdict == RequirementResult::Verdict::undecided) {
      result.verdict = RequirementResult::Verdict::skip;
      result.why = "timers of seconds cannot test it; `--timing full` does";
    }
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

  void show_progress(std::string_view id, std::size_t done, std::size_t all) {
    const auto now = clock_.now();
    if (common_.quiet || isatty(2) == 0 || now < next_progress_) return;
    next_progress_ = now + 100 * semantics::kMillisecond_us;
    shown_ = true;
    const std::string count = all > 0 ? fmt::format(" {}/{}", done, all) : "";
    fmt::print(stderr, "\r\x1b[K{}{}", id, count);
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
    if (format == "markdown") return properties::to_markdown(report_);
    if (format == "html") return properties::to_html(report_);
    if (format == "badge") return properties::to_badge(report_);
    return properties::to_text(report_, {use_color(common_, 1)}, !common_.quiet);
  }

  const RunOptions& options_;
  const Common& common_;
  fixtures::RealClock clock_;
  Timing timing_ = Timing::full;
  ConformReport report_;
  ExitCode write_code_ = ExitCode::holds;
  semantics::Instant_us next_progress_ = 0;
  bool shown_ = false;
};

}  // namespace

std::function<ExitCode()> declare_conform_run(CLI::App& app) {
  auto options = std::make_shared<RunOptions>();
  app.add_option("id-prefix", options->prefixes, "only requirements whose id begins so")
      ->type_name("ID-PREFIX");
  add_endpoint_options(app, options->endpoint);
  app.add_option("--timing", options->timing,
                 "fast: timers of seconds (default with --endpoint); full: real ones")
      ->check(CLI::IsMember({"fast", "full"}));
  app.add_option("--level", options->level, "the lowest level to test")
      ->check(CLI::IsMember({"must", "should", "may"}));
  app.add_option("--only", options->only,
                 "programs: what random programs test; examples: short fixed dialogues")
      ->check(CLI::IsMember({"programs", "examples"}));
  app.add_option("--seed", options->seed, "the same seed makes the same programs")
      ->capture_default_str();
  app.add_option("--cases", options->cases, "programs a requirement")
      ->check(CLI::Range(1, 10'000'000));
  app.add_option("--jobs", options->jobs, "programs that run at once; 32 in real time")
      ->check(CLI::Range(1, 256));
  app.add_option("--known-failures", options->known_failures, "file with ids that may fail")
      ->type_name("FILE");
  app.add_option("--replay-dir", options->replay_dir, "folder for the programs of failures")
      ->type_name("DIR");
  app.add_flag("--canary", options->canary,
               "test a requirement that must fail, to see that tests can fail");
  auto common = add_common(app, {"text", "json", "junit", "markdown", "html", "badge"});
  return [options, common] { return Run(*options, *common).run(); };
}

}  // namespace sqsproof::cli

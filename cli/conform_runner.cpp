#include "cli/conform_runner.h"

#include <algorithm>
#include <fmt/core.h>

#include "cli/conform_account.h"
#include "cli/conform_examples.h"
#include "cli/conform_files.h"
#include "cli/conform_progress.h"
#include "cli/conform_stop.h"
#include "cli/input.h"
#include "cli/rate_limits.h"
#include "fixtures/real_clock.h"
#include "properties/explore/estimate.h"
#include "properties/explore/failure_kind.h"
#include "properties/report/conform_report.h"

namespace sqsproof::cli {
namespace {

using properties::ConformReport;
using properties::Level;
using properties::Requirement;
using properties::RequirementResult;
using properties::Timing;

Timing timing_of(const std::string& name, const EndpointOptions& endpoint) {
  const bool virtual_time = endpoint.url.empty() || !endpoint.control_token.empty();
  if (name == "fast" || (name.empty() && !virtual_time)) return Timing::fast;
  return virtual_time ? Timing::days : Timing::full;
}

class Run {
 public:
  Run(const RunOptions& options, const Common& common) : options_(options), common_(common) {}

  ExitCode run() {
    std::optional<StopGuard> guard;
    if (!embedded()) guard.emplace(clean_command(options_.endpoint));
    const auto target = open_target(options_.endpoint);
    const auto selected = properties::select_requirements(options_.prefixes);
    const auto known = read_known_failures(options_.known_failures);
    const auto limits = read_limits("conform", options_.at_most);
    if (!target) print(target.error(), use_color(common_, 2));
    if (!selected) print(selected.error(), use_color(common_, 2));
    if (!known) print(known.error(), use_color(common_, 2));
    if (!limits) print(limits.error(), use_color(common_, 2));
    if (!target || !selected || !known || !limits) return ExitCode::bad_input;
    limits_ = *limits;
    timing_ = timing_of(options_.timing, options_.endpoint);
    report_.version = SQSPROOF_VERSION;
    report_.endpoint = target->venues.endpoint;
    report_.seed = options_.seed;
    report_.target = replay_target_of(options_.endpoint);
    const auto begun = clock_.now();
    auto requirements = *selected;
    if (options_.canary) requirements = {&properties::canary()};
    std::erase_if(requirements, [&](const Requirement* r) { return r->level > lowest_level(); });
    if (options_.only == "examples") requirements.clear();
    leave_out_lacking(requirements);
    if (guard) guard->stops(target->leash);
    const auto stranger = check_account(*target, options_.endpoint);
    if (!stranger.empty()) {
      print(stranger, use_color(common_, 2));
      return worst(ExitCode::bad_input, delete_queues(*target, options_.endpoint));
    }
    if (in_real_time()) {
      programs_ = properties::programs_in_window(requirements, timing_, options_.seed, cases(),
                                                 window_us());
    }
    announce(*target, requirements);
    if (options_.only != "examples") test(requirements, *target, known->ids);
    if (tells_examples()) tell_examples(*target, known->ids);
    progress_.clear();
    report_.seconds = seconds_since(begun);
    if (!common_.quiet) fmt::print(stderr, "{}", unjudged_remark(*known, report_));
    const ExitCode left = embedded() ? ExitCode::holds : delete_queues(*target, options_.endpoint);
    const bool stopped = target->leash != nullptr && target->leash->was_stopped();
    return worst(worst(write_code_, left),
                 worst(write(), stopped ? ExitCode::interrupted : ExitCode::holds));
  }

 private:
  Level lowest_level() const {
    return options_.level == "must"     ? Level::must
           : options_.level == "should" ? Level::should
                                        : Level::may;
  }

  double seconds_since(semantics::Instant_us begun) const {
    return static_cast<double>(clock_.now() - begun) / semantics::kSecond_us;
  }

  bool embedded() const { return options_.endpoint.url.empty(); }

  /// What the endpoint does not offer is not tried.
  void leave_out_lacking(std::vector<const Requirement*>& requirements) {
    std::erase_if(requirements, [this](const Requirement* requirement) {
      const std::string why = lacks(*requirement);
      if (why.empty()) return false;
      RequirementResult& result = report_.results.emplace_back();
      result.requirement = requirement;
      result.why = why;
      return true;
    });
  }
  std::string lacks(const Requirement& requirement) const {
    const TargetProfile::Lack* lack = options_.target.lack_of(requirement.words.id);
    if (lack != nullptr) return fmt::format("{}: {}", options_.target.name, lack->why);
    const bool chosen = requirement.is_rate() && !options_.endpoint.weak.empty();
    return chosen ? "the endpoint is weak on purpose, as often as it was asked to be" : "";
  }

  /// Weak endpoints are for programs: an example is about what every endpoint does.
  bool tells_examples() const {
    return options_.only != "programs" && !options_.canary && options_.endpoint.weak.empty();
  }

  bool moves_clock() const { return !options_.endpoint.control_token.empty(); }

  // In real time a program takes seconds, most of them waiting; over HTTP, milliseconds.
  std::size_t cases() const {
    if (options_.cases > 0) return options_.cases;
    return embedded() ? 200 : moves_clock() ? 15 : 6;
  }
  std::size_t jobs() const {
    if (moves_clock()) return 1;
    if (options_.jobs > 0) return options_.jobs;
    return embedded() ? 1 : properties::kProgramsAtOnce;
  }
  bool in_real_time() const { return !embedded() && !moves_clock(); }
  /// All programs share one window in real time.
  semantics::Duration_us window_us() const {
    if (!in_real_time()) return 0;
    return timing_ == Timing::full ? properties::kWindow_us : properties::kFastWindow_us;
  }

  /// What the run will cost, where that may matter.
  void announce(const Target& target, const std::vector<const Requirement*>& requirements) const {
    if (in_real_time() && timing_ == Timing::full && !programs_.empty() && !common_.quiet) {
      const bool patient = freedoms_of(options_.endpoint).has(semantics::Freedom::false_empty);
      fmt::print(stderr, "{}\n",
                 properties::describe(properties::plan_of(programs_), jobs(), patient));
    }
    if (!target.elsewhere && options_.endpoint.request_budget == 0) return;
    auto count =
        properties::count_requests(requirements, options_.seed, cases(), timing_, window_us());
    if (tells_examples()) {
      const auto examples = properties::count_requests_of_examples(
          properties::select_examples(options_.prefixes, lowest_level()).size());
      count.standard += examples.standard;
      count.fifo += examples.fifo;
    }
    fmt::print(stderr, "this run makes {}\n", properties::describe(count));
    if (options_.endpoint.request_budget > 0) {
      fmt::print(stderr, "it ends after {} requests\n", options_.endpoint.request_budget);
    }
    fmt::print(stderr, "its queues begin with {}-\n", options_.endpoint.queue_prefix);
  }

  void test(const std::vector<const Requirement*>& requirements, const Target& target,
            const std::set<std::string>& known) {
    properties::ExploreOptions explore;
    explore.seed = options_.seed;
    explore.timing = timing_;
    explore.cases = cases();
    explore.window_us = window_us();
    explore.programs = std::move(programs_);
    if (target.leash) explore.over = [leash = target.leash] { return leash->why(); };
    explore.workers = jobs();
    explore.granted = freedoms_of(options_.endpoint);
    explore.limits = limits_;
    explore.stopwatch = &clock_;
    explore.progress = [&](const Requirement& requirement, std::size_t done, std::size_t all) {
      progress_.show(requirement.words.id, done, all);
    };
    properties::FreedomSearch freedoms;
    // Where they are granted, nothing fails for them; where not, each failure tells.
    if (explore.granted.any()) {
      explore.observe = [&](const auto& history, const auto& tolerance) {
        freedoms.judge(history, tolerance);
      };
    }
    const auto begun = clock_.now();
    auto outcomes = properties::explore(requirements, target.venues.open, explore);
    properties::share_time(outcomes, seconds_since(begun));
    for (std::size_t i = 0; i < requirements.size(); ++i) {
      const auto& example = outcomes[i].counterexample;
      if (example && requirements[i]->promise != nullptr) {
        freedoms.add(example->history, example->tolerance, {requirements[i]->promise},
                     properties::is_steady(outcomes[i]));
      }
      if (requirements[i]->is_rate()) {
        freedoms.count(*requirements[i]->promise, outcomes[i].share);
      }
      note(*requirements[i], std::move(outcomes[i]),
           known.contains(std::string(requirements[i]->words.id)));
    }
    report_.freedoms = explore.granted.any() ? freedoms.result() : freedoms.question();
  }

  void tell_examples(const Target& target, const std::set<std::string>& known) {
    properties::ExampleOptions options;
    if (in_real_time()) options.workers = std::min(jobs(), properties::kExamplesAtOnce);
    options.progress = [this](const properties::Example& example) {
      progress_.show(example.words.id, 0, 0);
    };
    report_.examples =
        cli::tell_examples(options_.endpoint, target, options_.prefixes, lowest_level(), known,
                           options, timing_, [this](std::string_view id) {
                             const auto* lack = options_.target.lack_of(id);
                             return lack ? options_.target.name + ": " + lack->why : "";
                           });
  }

  void note(const Requirement& requirement, properties::Outcome outcome, bool known) {
    RequirementResult& result = report_.results.emplace_back(
        properties::result_of(requirement, std::move(outcome), timing_, known));
    if (result.outcome.counterexample && !options_.replay_dir.empty()) {
      result.replay_file = write_replay(options_.replay_dir, result, report_);
      if (result.replay_file.empty()) write_code_ = ExitCode::bad_input;
    }
  }

  ExitCode write() const {
    std::vector<Rendered> rendered;
    for (const std::string& format : formats_asked(common_)) {
      rendered.push_back({format, render(format)});
    }
    const ExitCode written = write_outputs(common_, rendered);
    if (writes_files_only(common_) && !common_.quiet) {
      fmt::print(stderr, "{}", properties::closing_line_of(report_));
    }
    return worst(exit_code_of(properties::verdict_of(report_)), written);
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
  std::vector<properties::WindowProgram> programs_;  ///< in real time, made once
  ConformReport report_;
  semantics::RateLimits limits_;
  ExitCode write_code_ = ExitCode::holds;
  Progress progress_{clock_, common_.quiet};
};

}  // namespace

ExitCode run_suite(const RunOptions& options, const Common& common) {
  return Run(options, common).run();
}

}  // namespace sqsproof::cli

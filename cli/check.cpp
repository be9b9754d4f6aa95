// `sqsproof check`: what a policy lets in.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <fmt/core.h>
#include <optional>
#include <set>

#include "cli/check_options.h"
#include "cli/check_queue.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/match_queues.h"
#include "cli/options.h"
#include "cli/proof_log.h"
#include "properties/access/expectations/expectation.h"
#include "properties/report/check_formats.h"
#include "semantics/vocabulary.h"

namespace sqsproof::cli {
namespace {

using properties::CheckedInput;

ExitCode exit_code_of_input(const CheckedInput& input) {
  if (!input.is_queue) {
    return policy::has_errors(input.diagnostics) ? ExitCode::bad_input : ExitCode::holds;
  }
  if (!input.decided || !input.result.internal_errors.empty()) return ExitCode::bad_input;
  return cli::exit_code_of(input.result.verdict);
}

/// One run: the inputs one by one, and the report that grows.
class CheckRun {
 public:
  CheckRun(const CheckOptions& options, const Common& common)
      : options_(options), common_(common), log_(options.proof_log), checker_(options_, log_) {}

  /// False when there is no sense in going on.
  bool open() {
    report_.version = SQSPROOF_VERSION;
    report_.compared = !options_.against.empty() || !options_.baseline.empty();
    return log_.open() && open_baseline() && open_older();
  }

  void check_all() {
    for (const std::string& path : options_.paths) {
      const FoundInputs found = find_inputs(path);
      if (!found.diagnostics.empty()) add_diagnostics(path, found.diagnostics);
      if (found.skipped > 0) {
        report_.notes.push_back(fmt::format("{}: {}", path, words_of_skipped(found)));
      }
      const bool alone = options_.paths.size() == 1 && found.files.size() == 1;
      for (const InputFile& file : found.files) check_file(file, alone);
    }
  }

  ExitCode close(double seconds) {
    report_.seconds = seconds;
    if (baseline_) report_.baseline = {options_.baseline, unused_entries()};
    note_unasked();
    if (const std::size_t without = checker_.without_repairs(); without > 0) {
      report_.notes.push_back(
          fmt::format("no repair was looked for in {} with a finding: --repairs {} looks in all",
                      without == 1 ? "1 policy" : fmt::format("{} policies", without),
                      options_.repairs + without));
    }
    if (!log_.close()) code_ = ExitCode::bad_input;
    return code_;
  }

  [[nodiscard]] const properties::CheckReport& report() const { return report_; }

 private:
  bool open_baseline() {
    if (options_.baseline.empty()) return true;
    const auto source = read_input(options_.baseline);
    auto read = source ? properties::Baseline::read(*source) : tl::unexpected(source.error());
    if (!read) {
      print(read.error(), use_color(common_, 2));
      return false;
    }
    baseline_ = std::move(*read);
    if (baseline_->truncated()) {
      report_.notes.push_back(options_.baseline +
                              ": it leaves findings out, which count as new here");
    }
    return true;
  }

  /// What cannot be read of the older version would make old findings look new.
  bool open_older() {
    if (options_.against.empty()) return true;
    LoadedQueues loaded = load_queues({options_.against}, options_.input_format);
    print(loaded.diagnostics, use_color(common_, 2));
    older_.emplace(std::move(loaded.queues));
    print(older_->diagnostics(), use_color(common_, 2));
    return loaded.complete && older_->diagnostics().empty();
  }

  void check_file(const InputFile& file, bool alone) {
    ++report_.files;
    const auto source = read_input(file.path);
    if (!source) return add_diagnostics(file.path, source.error());
    const std::string form = options_.input_format == "auto" ? "" : options_.input_format;
    policy::QueuesRead read = policy::read_queues(*source, form);
    const FixedFile fixed = fix_file(
        file.path, *source, read.queues, options_.fixes, [&](const policy::QueuePolicy& queue) {
          const bool known = !queue.queue_arn.empty();
          return properties::FixOptions{
              known ? queue.queue_arn : options_.queue.arn,
              queue.account.empty() ? options_.queue.account : queue.account,
              options_.fixes.unsafe,
              &semantics::sqs_vocabulary(),
              limits_of_fixes(options_),
              trust_of(options_.trust)};
        });
    code_ = worst(code_, fixed.code);
    if (fixed.source->text != (*source)->text) read = policy::read_queues(fixed.source, form);
    if (!read.diagnostics.empty()) add_diagnostics((*source)->name, read.diagnostics);
    for (const policy::QueuePolicy& queue : read.queues) {
      check_queue(queue, relative_of(queue, file), alone && read.queues.size() == 1);
    }
  }

  void check_queue(const policy::QueuePolicy& queue, const std::string& relative, bool alone) {
    CheckedInput& input = report_.inputs.emplace_back();
    input.name = queue.input;
    const LoadedQueue* older = older_ ? older_->find(queue.queue_arn, relative, alone) : nullptr;
    checker_.check(queue, older, input);
    for (const properties::Expectation& expectation : options_.expectations) {
      if (properties::is_about(expectation, input.queue)) asked_.insert(&expectation);
    }
    if (older_ && older == nullptr) {
      input.notes.push_back(options_.against + " does not have it: all that was found is new");
    }
    if (baseline_) {
      baseline_->keep_new_findings(input.result.findings);
      input.result.verdict = properties::verdict_of(input.result.findings, options_.selection);
    }
    for (const std::string& error : input.result.internal_errors) {
      fmt::print(stderr, "internal error: {}: {}\n  help: please report this with the policy\n",
                 properties::printable(input.name), properties::printable(error));
    }
    finish(input);
  }

  void add_diagnostics(const std::string& name, const policy::Diagnostics& diagnostics) {
    CheckedInput& input = report_.inputs.emplace_back();
    input.name = name;
    input.is_queue = false;
    input.diagnostics = diagnostics;
    input.decided = !policy::has_errors(diagnostics);
    finish(input);
  }

  void finish(CheckedInput& input) {
    print(input.diagnostics, use_color(common_, 2));
    code_ = worst(code_, exit_code_of_input(input));
    properties::bound(input);
  }

  /// A misspelt queue would otherwise look like an expectation that is met.
  void note_unasked() {
    for (const properties::Expectation& expectation : options_.expectations) {
      if (asked_.count(&expectation) != 0) continue;
      report_.notes.push_back("the expectation at " + properties::origin_of(expectation) +
                              " is about none of these queues: it was not asked");
    }
  }

  /// Entries of rules that were not asked say nothing, and neither do any when inputs are missing.
  std::vector<properties::BaselineEntry> unused_entries() const {
    std::vector<properties::BaselineEntry> entries = baseline_->unused();
    if (code_ == ExitCode::bad_input) return {};
    std::erase_if(entries, [&](const properties::BaselineEntry& entry) {
      return !options_.selection.wants(entry.rule);
    });
    return entries;
  }

  const CheckOptions& options_;
  const Common& common_;
  ProofLog log_;
  QueueChecker checker_;
  std::optional<properties::Baseline> baseline_;
  std::optional<QueueIndex> older_;
  std::set<const properties::Expectation*> asked_;
  properties::CheckReport report_;
  ExitCode code_ = ExitCode::holds;
};

std::string render(const properties::CheckReport& report, const std::string& format,
                   const properties::TextStyle& style, bool closing) {
  if (format == "json") return properties::to_json(report);
  if (format == "sarif") return properties::to_sarif(report);
  if (format == "junit") return properties::to_junit(report);
  if (format == "github") return properties::to_github(report);
  return properties::to_text(report, style, closing);
}

ExitCode run_check(const CheckOptions& options, const Common& common) {
  if (const std::string problem = contradiction_of(options); !problem.empty()) {
    fmt::print(stderr, "{}", problem);
    return ExitCode::bad_input;
  }
  const auto start = std::chrono::steady_clock::now();
  CheckRun run(options, common);
  if (!run.open()) return ExitCode::bad_input;
  run.check_all();
  const ExitCode code =
      run.close(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  const bool own_output =
      std::any_of(options.paths.begin(), options.paths.end(),
                  [&](const std::string& path) { return options.fixes.owns_output(path); });
  std::vector<Rendered> rendered;
  for (const std::string& format : formats_asked(common)) {
    const properties::TextStyle style{use_color(common, own_output ? 2 : 1)};
    rendered.push_back({format, render(run.report(), format, style, !common.quiet)});
  }
  const ExitCode written = write_outputs(common, rendered, own_output ? stderr : stdout);
  if (writes_files_only(common) && !common.quiet) {
    fmt::print(stderr, "{}", properties::closing_line_of(run.report()));
  }
  return worst(code, written);
}

}  // namespace

std::function<ExitCode()> declare_check(CLI::App& app) {
  auto options = std::make_shared<CheckOptions>();
  add_check_options(app, *options);
  auto common = add_common(app, {"text", "json", "sarif", "junit", "github"});
  return [options, common, &app] {
    const auto complete = with_config(app, *options, use_color(*common, 2));
    return complete ? run_check(*complete, *common) : ExitCode::bad_input;
  };
}

}  // namespace sqsproof::cli

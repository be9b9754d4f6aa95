// `sqsproof audit` and `sqsproof who-can`: whom the queues of an organisation let in.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <fmt/core.h>
#include <optional>
#include <unistd.h>

#include "cli/auditor.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/input.h"
#include "cli/options.h"
#include "cli/proof_log.h"
#include "cli/prover_options.h"
#include "policy/support/words.h"
#include "policy/values/arn.h"
#include "semantics/vocabulary.h"

namespace sqsproof::cli {
namespace {

/// What the file of --config says and the command line does not. Nothing, with the diagnostics
/// printed, when something is wrong with the file.
std::optional<AuditOptions> with_config(const CLI::App& app, AuditOptions options, bool color) {
  const auto config = load_config({options.config_path, {}, {}}, color);
  if (!config) return std::nullopt;
  take_from(*config, app, options.prover);
  if (!take_from(*config, app, options.trust, color)) return std::nullopt;
  return options;
}

void show_progress(std::size_t done, std::size_t all) {
  fmt::print(stderr, "\r{} of {} queues{}", done, all, done == all ? "\n" : "");
}

/// Public ones first; otherwise the order of the input.
int openness(const properties::QueueGrants& queue) {
  int open = 0;
  for (const properties::Grant& grant : queue.found.grants) {
    using Kind = properties::CallerClass::Kind;
    if (grant.who.inside) continue;
    const bool everyone = grant.who.kind == Kind::anonymous || grant.who.kind == Kind::strangers;
    open = std::max(open, everyone ? 2 : 1);
  }
  return open;
}

std::string render(const properties::GrantsReport& report, const std::string& format,
                   const Common& common) {
  if (format == "json") return properties::to_json(report);
  if (format == "csv") return properties::to_csv(report);
  return properties::to_text(report, {use_color(common, 1)}, !common.quiet);
}

ExitCode run_audit(const AuditOptions& options, const Common& common, bool judge) {
  ProofLog log(options.proof_log);
  if (!log.open()) return ExitCode::bad_input;
  const auto start = std::chrono::steady_clock::now();
  const LoadedQueues loaded = load_queues(options.paths, options.input_format);
  print(loaded.diagnostics, use_color(common, 2));
  print_notes(loaded.notes, common);
  ExitCode code = loaded.complete ? ExitCode::holds : ExitCode::bad_input;
  properties::GrantsReport report{SQSPROOF_VERSION, {}, 0, 0};
  Auditor auditor(options, log);
  const bool progress = !common.quiet && loaded.queues.size() > 100 && isatty(2) != 0;
  for (std::size_t i = 0; i < loaded.queues.size(); ++i) {
    auto found = auditor.look_at(loaded.queues[i]);
    if (progress && (i + 1) % 50 == 0) show_progress(i + 1, loaded.queues.size());
    if (!found) {
      print(found.error(), use_color(common, 2));
      code = ExitCode::bad_input;
      continue;
    }
    for (const std::string& error : found->found.internal_errors) {
      fmt::print(stderr, "internal error: {}\n  help: please report this with the policy\n", error);
      code = ExitCode::bad_input;
    }
    report.queues.push_back(std::move(*found));
  }
  if (!log.close()) code = ExitCode::bad_input;
  std::stable_sort(report.queues.begin(), report.queues.end(),
                   [](const auto& a, const auto& b) { return openness(a) > openness(b); });
  report.policies = auditor.policies();
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const policy::Verdict verdict = properties::verdict_of(report);
  if (judge || verdict == policy::Verdict::unknown) code = worst(code, exit_code_of(verdict));
  std::vector<Rendered> rendered;
  for (const std::string& format : formats_asked(common)) {
    rendered.push_back({format, render(report, format, common)});
  }
  return worst(code, write_outputs(common, rendered));
}

void add_trust(CLI::App& app, AuditOptions& options) {
  app.add_option("--queue-arn", options.queue_arn, "the queue, where the input does not name it")
      ->type_name("ARN")
      ->check([](const std::string& text) {
        return policy::is_queue_arn(text) ? std::string() : "`" + text + "` is not a queue ARN";
      });
  app.add_option("--account", options.account, "the owner, where the input does not name it")
      ->type_name("ID")
      ->check([](const std::string& text) {
        return policy::is_account_id(text) ? std::string()
                                           : "`" + text + "` is not an account id of 12 digits";
      });
  add_trust_options(app, options.trust);
  add_config(app, options.config_path);
  add_prover_options(app, options.prover);
  add_proof_log(app, options.proof_log);
  add_input_format(app, options.input_format);
}

std::string action_problem(const std::string& text) {
  std::vector<std::string_view> names;
  for (const auto& action : semantics::sqs_vocabulary().actions) {
    if (policy::equal_ignoring_case(action.name, text)) return {};
    names.push_back(action.name);
  }
  const auto near = policy::nearest_word(text, names);
  return fmt::format("`{}` is not an action of SQS{}", text,
                     near ? fmt::format("; did you mean `{}`?", *near) : "");
}

constexpr const char* kPaths = "policies, get-queue-attributes output, JSON Lines, directories, -";

}  // namespace

std::function<ExitCode()> declare_audit(CLI::App& app) {
  auto options = std::make_shared<AuditOptions>();
  app.add_option("path", options->paths, kPaths)->required()->type_name("PATH|-");
  add_trust(app, *options);
  auto common = add_common(app, {"text", "json", "csv"});
  return [options, common, &app] {
    const auto complete = with_config(app, *options, use_color(*common, 2));
    return complete ? run_audit(*complete, *common, true) : ExitCode::bad_input;
  };
}

std::function<ExitCode()> declare_who_can(CLI::App& app) {
  auto options = std::make_shared<AuditOptions>();
  options->outside_only = false;
  auto words = std::make_shared<std::vector<std::string>>();
  app.add_option("words", *words, "[ACTION] and " + std::string(kPaths))
      ->required()
      ->type_name("[ACTION] PATH...");
  add_trust(app, *options);
  auto common = add_common(app, {"text", "json", "csv"});
  return [options, common, words, &app]() -> ExitCode {
    std::vector<std::string> paths = *words;
    if (paths.front().starts_with("sqs:") || paths.front().starts_with("SQS:")) {
      const std::string problem = action_problem(paths.front());
      if (!problem.empty()) {
        fmt::print(stderr, "error: {}\n  help: see `sqsproof who-can --help`\n", problem);
        return ExitCode::bad_input;
      }
      options->action = paths.front();
      paths.erase(paths.begin());
    }
    if (paths.empty()) {
      fmt::print(stderr,
                 "error: no policy\n  help: name a file, a directory, or - for standard input\n");
      return ExitCode::bad_input;
    }
    options->paths = paths;
    const auto complete = with_config(app, *options, use_color(*common, 2));
    return complete ? run_audit(*complete, *common, false) : ExitCode::bad_input;
  };
}

}  // namespace sqsproof::cli

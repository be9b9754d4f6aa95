// `sqsproof check`: what a policy lets in.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <fmt/core.h>
#include <iterator>

#include "cli/check_fix.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/options.h"
#include "cli/proof_log.h"
#include "cli/prover_options.h"
#include "policy/document/parse.h"
#include "policy/values/arn.h"
#include "properties/access/statements/statement_check.h"
#include "properties/lint/lint.h"
#include "properties/repair/repair.h"
#include "properties/report/check_formats.h"
#include "semantics/vocabulary.h"

namespace sqsproof::cli {
namespace {

using properties::CheckedInput;

struct CheckOptions {
  std::vector<std::string> paths;
  std::string queue_arn;
  std::string account;
  std::vector<std::string> trusted_accounts;
  std::vector<std::string> trusted_organizations;
  ProverOptions prover;
  properties::Selection selection;
  std::string proof_log;
  FixMode fixes;
};

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// For the proof of a fix, of which there may be many; what is not proved is not applied or
/// offered.
policy::ProverLimits limits_of_fixes(const CheckOptions& options) {
  constexpr std::chrono::milliseconds kMost{2000};
  policy::ProverLimits limits = limits_of(options.prover);
  limits.timeout = std::min(limits.timeout, kMost);
  return limits;
}

void keep_wanted(const properties::Selection& selection,
                 std::vector<properties::Finding>& findings) {
  findings.erase(std::remove_if(findings.begin(), findings.end(),
                                [&](const properties::Finding& finding) {
                                  return !selection.wants(finding.rule);
                                }),
                 findings.end());
}

void add_review(const properties::Subject& subject, const CheckOptions& options,
                const properties::Observer& observer, CheckedInput& input) {
  const auto rows = properties::all_statement_checks();
  if (std::none_of(rows.begin(), rows.end(),
                   [&](const auto& row) { return options.selection.wants(row.words.id); })) {
    return;
  }
  properties::Review review = properties::review_statements(
      subject, {.each = limits_of(options.prover), .observer = observer});
  input.result.questions += review.questions;
  const auto append = [](auto& to, auto& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  };
  keep_wanted(options.selection, review.findings);
  append(input.result.findings, review.findings);
  append(input.result.internal_errors, review.internal_errors);
  append(input.notes, review.not_looked_at);
}

properties::Trust trust_of(const CheckOptions& options) {
  return {{options.trusted_accounts.begin(), options.trusted_accounts.end()},
          {options.trusted_organizations.begin(), options.trusted_organizations.end()}};
}

void add_lint(const policy::Document& policy, const std::string& queue_arn,
              const CheckOptions& options, CheckedInput& input) {
  auto findings = properties::lint(
      {&policy, queue_arn, &semantics::sqs_vocabulary(), options.trusted_accounts});
  keep_wanted(options.selection, findings);
  for (properties::Finding& finding : findings) {
    if (finding.severity == policy::Severity::error)
      input.result.verdict = policy::Verdict::violated;
    input.result.findings.push_back(std::move(finding));
  }
}

/// Parses and asks; what goes wrong on the way ends up in the input's diagnostics.
void examine(const policy::Source& source, const CheckOptions& options, ProofLog& log,
             CheckedInput& input) {
  policy::Parsed parsed = policy::parse_policy(source);
  input.diagnostics = std::move(parsed.diagnostics);
  if (!parsed.document) return;
  const auto queue = properties::choose_queue(*parsed.document, options.queue_arn, options.account);
  if (!queue) {
    input.diagnostics.insert(input.diagnostics.end(), queue.error().begin(), queue.error().end());
    add_lint(*parsed.document, "", options, input);
    return;
  }
  properties::Subject subject{&*parsed.document,
                              queue->queue_arn,
                              queue->owner,
                              trust_of(options),
                              properties::mentions_of(*parsed.document),
                              &semantics::sqs_vocabulary()};
  input.queue = queue->queue_arn;
  input.assumption = queue->assumption;
  const properties::Observer observer = log.observer(input.name);
  input.result = properties::check_access(
      subject,
      {limits_of(options.prover), asks_strings(options.prover), observer, options.selection});
  properties::offer_repairs(subject, {limits_of_fixes(options)}, input.result);
  add_review(subject, options, observer, input);
  add_lint(*parsed.document, queue->assumption.empty() ? queue->queue_arn : "", options, input);
  input.decided = true;
}

/// One input from its file to its findings. Returns an exit code for what has no finding.
ExitCode check_one(const std::string& path, const CheckOptions& options, ProofLog& log,
                   CheckedInput& input) {
  input.name = path;
  const auto source = read_input(path);
  if (!source) {
    input.diagnostics = source.error();
    return ExitCode::bad_input;
  }
  const FixedInput fixed =
      fix_input(path, *source, options.fixes,
                {options.queue_arn, options.account, options.fixes.unsafe,
                 &semantics::sqs_vocabulary(), limits_of_fixes(options), trust_of(options)});
  examine(fixed.source, options, log, input);
  return fixed.code;
}

ExitCode exit_code_of(const CheckedInput& input) {
  if (!input.decided || !input.result.internal_errors.empty()) return ExitCode::bad_input;
  switch (input.result.verdict) {
    case policy::Verdict::holds:
      return ExitCode::holds;
    case policy::Verdict::unknown:
      return ExitCode::undecided;
    case policy::Verdict::violated:
      return ExitCode::violated;
  }
  return ExitCode::bad_input;
}

std::string render(const properties::CheckReport& report, const std::string& format,
                   const properties::TextStyle& style, bool closing) {
  if (format == "json") return properties::to_json(report);
  if (format == "sarif") return properties::to_sarif(report);
  if (format == "junit") return properties::to_junit(report);
  if (format == "github") return properties::to_github(report);
  return properties::to_text(report, style, closing);
}

ExitCode run_check(const CheckOptions& options, const Common& common) {
  if (options.fixes.unsafe && !options.fixes.fix && !options.fixes.diff) {
    fmt::print(stderr, "error: --unsafe-fixes alone does nothing\n  help: add --fix or --diff\n");
    return ExitCode::bad_input;
  }
  if (const auto problem = properties::problem_of(options.selection); !problem.message.empty()) {
    fmt::print(stderr, "error: {}\n  help: {}\n", problem.message, problem.help);
    return ExitCode::bad_input;
  }
  ProofLog log(options.proof_log);
  if (!log.open()) return ExitCode::bad_input;
  const auto start = std::chrono::steady_clock::now();
  properties::CheckReport report{SQSPROOF_VERSION, {}, 0};
  ExitCode code = ExitCode::holds;
  bool own_output = false;
  for (const std::string& path : options.paths) {
    CheckedInput& input = report.inputs.emplace_back();
    code = worst(code, check_one(path, options, log, input));
    own_output = own_output || options.fixes.owns_output(path);
    print(input.diagnostics, use_color(common, 2));
    for (const std::string& error : input.result.internal_errors) {
      fmt::print(stderr, "internal error: {}: {}\n  help: please report this with the policy\n",
                 properties::printable(path), properties::printable(error));
    }
    code = worst(code, exit_code_of(input));
    properties::bound(input);
  }
  report.seconds = seconds_since(start);
  if (!log.close()) code = ExitCode::bad_input;
  std::vector<Rendered> rendered;
  for (const std::string& format : formats_asked(common)) {
    const properties::TextStyle style{use_color(common, own_output ? 2 : 1)};
    rendered.push_back({format, render(report, format, style, !common.quiet)});
  }
  return worst(code, write_outputs(common, rendered, own_output ? stderr : stdout));
}

std::string account_problem(const std::string& text) {
  return policy::is_account_id(text) ? "" : "`" + text + "` is not an account id of 12 digits";
}

std::string queue_problem(const std::string& text) {
  return policy::is_queue_arn(text)
             ? ""
             : "`" + text + "` is not a queue ARN: arn:aws:sqs:REGION:ACCOUNT:NAME";
}

}  // namespace

std::function<ExitCode()> declare_check(CLI::App& app) {
  auto options = std::make_shared<CheckOptions>();
  app.add_option("path", options->paths, "files with one policy each; - is standard input")
      ->required()
      ->type_name("PATH|-");
  app.add_option("--queue-arn", options->queue_arn, "the queue that the policy is attached to")
      ->type_name("ARN")
      ->check(queue_problem);
  app.add_option("--account", options->account, "the account that owns the queue")
      ->type_name("ID")
      ->check(account_problem);
  app.add_option("--trusted-account", options->trusted_accounts,
                 "an account that may have access, repeatable")
      ->type_name("ID")
      ->allow_extra_args(false)
      ->check(account_problem);
  app.add_option("--trusted-org", options->trusted_organizations,
                 "an organization whose members may have access, repeatable")
      ->type_name("o-ID")
      ->allow_extra_args(false);
  add_prover_options(app, options->prover, true);
  add_proof_log(app, options->proof_log);
  app.add_option("--select", options->selection.select,
                 "only these rules, by id or family; `default` are those without --select")
      ->type_name("IDS")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_option("--ignore", options->selection.ignore, "not these rules, by id or family")
      ->type_name("IDS")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_flag("--fix", options->fixes.fix,
               "apply the fixes that change nothing about who gets in, in place");
  app.add_flag("--diff", options->fixes.diff, "show what --fix would change, and change nothing");
  app.add_flag("--unsafe-fixes", options->fixes.unsafe,
               "with --fix or --diff: also the fixes that may change who gets in");
  auto common = add_common(app, {"text", "json", "sarif", "junit", "github"});
  return [options, common] { return run_check(*options, *common); };
}

}  // namespace sqsproof::cli

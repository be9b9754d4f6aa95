#include "cli/check_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>

#include "cli/proof_log.h"
#include "policy/values/arn.h"

namespace sqsproof::cli {
namespace {

std::string account_problem(const std::string& text) {
  return policy::is_account_id(text) ? "" : "`" + text + "` is not an account id of 12 digits";
}

std::string queue_problem(const std::string& text) {
  return policy::is_queue_arn(text)
             ? ""
             : "`" + text + "` is not a queue ARN: arn:aws:sqs:REGION:ACCOUNT:NAME";
}

void add_inputs(CLI::App& app, CheckOptions& options) {
  app.add_option("path", options.paths,
                 "policies, get-queue-attributes output, JSON Lines of queues; a folder stands for "
                 "all *.json, *.jsonl and *.ndjson below it, - for standard input")
      ->required()
      ->type_name("PATH|-");
  add_input_format(app, options.input_format);
  app.add_option("--queue-arn", options.queue.arn,
                 "the queue that the policy is attached to, where the input does not say")
      ->type_name("ARN")
      ->check(queue_problem);
  app.add_option("--account", options.queue.account,
                 "the account that owns the queue, where the input does not say")
      ->type_name("ID")
      ->check(account_problem);
}

void add_scope(CLI::App& app, CheckOptions& options) {
  app.add_option("--select", options.selection.select,
                 "only these rules, by id or family; `default` are those without --select")
      ->type_name("IDS")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_option("--ignore", options.selection.ignore, "not these rules, by id or family")
      ->type_name("IDS")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_option(
         "--against", options.against,
         "an older version of the inputs: only what is new counts. A finding of an access check is "
         "new when it has a request that the queue's older policy refuses; another one, or one "
         "that is not decided, when the older policy has no equal finding. Queues are matched "
         "by ARN, policies by themselves by their path below the folder; where each side has "
         "one policy only, these are matched")
      ->type_name("OLD");
  app.add_option("--baseline", options.baseline,
                 "a JSON report of an earlier run: what is in it, by fingerprint, does not count; "
                 "each entry covers one finding, and those that cover none are listed")
      ->type_name("FILE");
}

void add_fixes(CLI::App& app, CheckOptions& options) {
  FixMode& fixes = options.fixes;
  app.add_flag("--fix", fixes.fix,
               "apply the fixes that change nothing about who gets in, in place");
  app.add_flag("--diff", fixes.diff, "show what --fix would change, and change nothing");
  app.add_flag("--unsafe-fixes", fixes.unsafe,
               "with --fix or --diff: also the fixes that may change who gets in");
  app.add_option("--repairs", options.repairs,
                 "look for repairs in so many different policies, which takes most of the time of "
                 "a large run")
      ->type_name("N")
      ->capture_default_str();
}

}  // namespace

void add_check_options(CLI::App& app, CheckOptions& options) {
  add_inputs(app, options);
  add_trust_options(app, options.trust);
  add_expectations(app, options.expected);
  add_prover_options(app, options.prover, true);
  add_proof_log(app, options.proof_log);
  add_scope(app, options);
  add_fixes(app, options);
}

std::optional<CheckOptions> with_config(const CLI::App& app, CheckOptions options, bool color) {
  auto config = load_config(options.expected, color);
  if (!config) return std::nullopt;
  options.expectations = std::move(config->expectations);
  if (!take_from(*config, app, options.trust, color)) return std::nullopt;
  take_from(*config, app, options.prover);
  if (!is_given(app, "--select")) options.selection.select = config->select;
  if (!is_given(app, "--ignore")) options.selection.ignore = config->ignore;
  return options;
}

std::string contradiction_of(const CheckOptions& options) {
  if (options.fixes.unsafe && !options.fixes.fix && !options.fixes.diff) {
    return "error: --unsafe-fixes alone does nothing\n  help: add --fix or --diff\n";
  }
  const auto problem = properties::problem_of(options.selection);
  if (problem.message.empty()) return {};
  return fmt::format("error: {}\n  help: {}\n", problem.message, problem.help);
}

policy::ProverLimits limits_of_fixes(const CheckOptions& options) {
  constexpr std::chrono::milliseconds kMost{2000};
  policy::ProverLimits limits = limits_of(options.prover);
  limits.timeout = std::min(limits.timeout, kMost);
  return limits;
}

}  // namespace sqsproof::cli

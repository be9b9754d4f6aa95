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

void add_trust(CLI::App& app, CheckOptions& options) {
  app.add_option("--trusted-account", options.trusted_accounts,
                 "an account that may have access, repeatable")
      ->type_name("ID")
      ->allow_extra_args(false)
      ->check(account_problem);
  app.add_option("--trusted-org", options.trusted_organizations,
                 "an organization whose members may have access, repeatable")
      ->type_name("o-ID")
      ->allow_extra_args(false);
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

void add_fixes(CLI::App& app, FixMode& fixes) {
  app.add_flag("--fix", fixes.fix,
               "apply the fixes that change nothing about who gets in, in place");
  app.add_flag("--diff", fixes.diff, "show what --fix would change, and change nothing");
  app.add_flag("--unsafe-fixes", fixes.unsafe,
               "with --fix or --diff: also the fixes that may change who gets in");
}

}  // namespace

void add_check_options(CLI::App& app, CheckOptions& options) {
  add_inputs(app, options);
  add_trust(app, options);
  add_expectations(app, options.expected);
  add_prover_options(app, options.prover, true);
  add_proof_log(app, options.proof_log);
  add_scope(app, options);
  add_fixes(app, options.fixes);
}

std::optional<CheckOptions> with_config(const CLI::App& app, CheckOptions options, bool color) {
  auto config = load_config(options.expected, color);
  if (!config) return std::nullopt;
  options.expectations = std::move(config->expectations);
  if (!is_given(app, "--trusted-account")) options.trusted_accounts = config->trusted_accounts;
  if (!is_given(app, "--trusted-org")) options.trusted_organizations = config->trusted_orgs;
  if (!is_given(app, "--select")) options.selection.select = config->select;
  if (!is_given(app, "--ignore")) options.selection.ignore = config->ignore;
  if (config->timeout && !is_given(app, "--timeout")) options.prover.timeout_s = *config->timeout;
  if (config->engine && !is_given(app, "--engine")) options.prover.engine = *config->engine;
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

properties::Trust trust_of(const CheckOptions& options) {
  return {{options.trusted_accounts.begin(), options.trusted_accounts.end()},
          {options.trusted_organizations.begin(), options.trusted_organizations.end()}};
}

policy::ProverLimits limits_of_fixes(const CheckOptions& options) {
  constexpr std::chrono::milliseconds kMost{2000};
  policy::ProverLimits limits = limits_of(options.prover);
  limits.timeout = std::min(limits.timeout, kMost);
  return limits;
}

}  // namespace sqsproof::cli

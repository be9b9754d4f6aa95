// `sqsproof diff`: what a new policy lets in that the old one did not, and the other way round.
#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "cli/command.h"
#include "cli/input.h"
#include "cli/options.h"
#include "cli/prover_options.h"
#include "cli/queues.h"
#include "policy/values/arn.h"
#include "properties/report/grants_report.h"
#include "semantics/vocabulary.h"

namespace sqsproof::cli {
namespace {

struct DiffOptions {
  std::string old_path;
  std::string new_path;
  std::string queue_arn;
  std::string account;
  std::string fail_on = "added";
  ProverOptions prover;
};

/// One policy; a queue without one is a policy without statements.
std::optional<LoadedQueue> load_one(const std::string& path, const Common& common) {
  LoadedQueues loaded = load_queues({path});
  print(loaded.diagnostics, use_color(common, 2));
  if (!loaded.complete) return std::nullopt;
  if (loaded.queues.size() != 1) {
    fmt::print(stderr, "error: `{}` holds {} policies\n  help: name a file with one policy\n", path,
               loaded.queues.size());
    return std::nullopt;
  }
  LoadedQueue one = std::move(loaded.queues.front());
  if (!one.policy) {
    auto empty = std::make_shared<policy::Document>();
    empty->source = std::make_shared<const policy::SourceText>(policy::SourceText{path, ""});
    one.policy = std::move(empty);
  }
  return one;
}

policy::Result<properties::QueueChoice> queue_of(const LoadedQueue& before,
                                                 const LoadedQueue& after,
                                                 const DiffOptions& options) {
  std::string arn = options.queue_arn;
  for (const LoadedQueue* one : {&after, &before}) {
    if (arn.empty()) arn = one->queue_arn;
  }
  const bool look_in_old = after.policy->statements.empty();
  return properties::choose_queue(look_in_old ? *before.policy : *after.policy, arn,
                                  options.account);
}

properties::DiffReport compare(const LoadedQueue& before, const LoadedQueue& after,
                               const properties::QueueChoice& queue, const DiffOptions& options) {
  const properties::Mentions mentions = properties::joined(properties::mentions_of(*before.policy),
                                                           properties::mentions_of(*after.policy));
  const auto subject = [&](const LoadedQueue& of) {
    return properties::Subject{
        of.policy.get(), queue.queue_arn, queue.owner, {}, mentions, &semantics::sqs_vocabulary()};
  };
  const policy::ProverLimits limits = limits_of(options.prover);
  properties::DiffReport diff;
  diff.added = properties::find_grants(subject(after), {false, "", before.policy.get()}, limits);
  diff.removed = properties::find_grants(subject(before), {false, "", after.policy.get()}, limits);
  return diff;
}

policy::Verdict verdict_of(const properties::Grants& grants) {
  policy::Verdict verdict = policy::Verdict::holds;
  for (const auto& grant : grants.grants) verdict = policy::worst(verdict, grant.verdict);
  return verdict;
}

ExitCode exit_code_of(const properties::DiffReport& diff, const std::string& fail_on) {
  ExitCode code = ExitCode::holds;
  if (fail_on == "added" || fail_on == "any") {
    code = worst(code, cli::exit_code_of(verdict_of(diff.added)));
  }
  if (fail_on == "removed" || fail_on == "any") {
    code = worst(code, cli::exit_code_of(verdict_of(diff.removed)));
  }
  return code;
}

std::string render(const properties::DiffReport& diff, const std::string& format,
                   const Common& common) {
  if (format == "json") return properties::to_json(diff);
  if (format == "markdown") return properties::to_markdown(diff);
  return properties::to_text(diff, {use_color(common, 1)}, !common.quiet);
}

ExitCode run_diff(const DiffOptions& options, const Common& common) {
  const auto before = load_one(options.old_path, common);
  const auto after = load_one(options.new_path, common);
  if (!before || !after) return ExitCode::bad_input;
  const auto queue = queue_of(*before, *after, options);
  if (!queue) {
    print(queue.error(), use_color(common, 2));
    return ExitCode::bad_input;
  }
  const properties::DiffReport diff = compare(*before, *after, *queue, options);
  ExitCode code = exit_code_of(diff, options.fail_on);
  for (const auto* grants : {&diff.added, &diff.removed}) {
    for (const std::string& error : grants->internal_errors) {
      fmt::print(stderr, "internal error: {}\n  help: please report this with the policies\n",
                 error);
      code = ExitCode::bad_input;
    }
  }
  std::vector<Rendered> rendered;
  for (const std::string& format : formats_asked(common)) {
    rendered.push_back({format, render(diff, format, common)});
  }
  return worst(code, write_outputs(common, rendered));
}

}  // namespace

std::function<ExitCode()> declare_diff(CLI::App& app) {
  auto options = std::make_shared<DiffOptions>();
  app.add_option("old", options->old_path, "the policy before; - is standard input")->required();
  app.add_option("new", options->new_path, "the policy after")->required();
  app.add_option("--queue-arn", options->queue_arn, "the queue that both are about")
      ->type_name("ARN")
      ->check([](const std::string& text) {
        return policy::is_queue_arn(text) ? std::string() : "`" + text + "` is not a queue ARN";
      });
  app.add_option("--account", options->account, "the account that owns the queue")->type_name("ID");
  app.add_option("--fail-on", options->fail_on, "what makes the exit code 1")
      ->check(CLI::IsMember({"added", "removed", "any", "none"}))
      ->capture_default_str();
  add_prover_options(app, options->prover);
  auto common = add_common(app, {"text", "json", "markdown"});
  return [options, common] { return run_diff(*options, *common); };
}

}  // namespace sqsproof::cli

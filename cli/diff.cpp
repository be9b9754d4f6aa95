// `sqsproof diff`: what a new policy lets in that the old one did not, and the other way round.
#include "cli/diff.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fmt/core.h>

#include "cli/config.h"
#include "cli/input.h"
#include "cli/proof_log.h"
#include "cli/queues.h"
#include "policy/values/arn.h"
#include "properties/access/policy_pair.h"

namespace sqsproof::cli {
namespace {

bool is_folder(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_directory(path, error);
}

/// The kind of the two files, where nobody says so. Of folders, of standard input, which is read
/// once, and of what cannot be read, it is a queue's: what is wrong with them is said there.
policy::Result<policy::PolicyKind> recognised_kind(const DiffOptions& options) {
  for (const std::string& path : {options.old_path, options.new_path}) {
    if (path == "-" || is_folder(path)) return policy::PolicyKind::queue;
  }
  const auto before = read_input(options.old_path);
  const auto after = read_input(options.new_path);
  if (!before || !after) return policy::PolicyKind::queue;
  return properties::common_kind(*before, *after);
}

ExitCode run_diff(const DiffOptions& options, const Common& common) {
  const auto said = policy::policy_kind_named(options.kind);
  const auto kind = said ? *said : recognised_kind(options);
  if (!kind) {
    print(kind.error(), use_color(common, 2));
    return ExitCode::bad_input;
  }
  if (*kind == policy::PolicyKind::queue) return diff_queues(options, common);
  const auto before = read_input(options.old_path);
  const auto after = read_input(options.new_path);
  for (const auto* text : {&before, &after}) {
    if (!*text) print(text->error(), use_color(common, 2));
  }
  if (!before || !after) return ExitCode::bad_input;
  return diff_others(*before, *after, *kind, options, common);
}

}  // namespace

ExitCode exit_code_of(const properties::DiffReport& diff, const std::string& fail_on) {
  ExitCode code = ExitCode::holds;
  if (fail_on == "added" || fail_on == "any") {
    code = worst(code, cli::exit_code_of(properties::verdict_of_new(diff)));
  }
  if (fail_on == "removed" || fail_on == "any") {
    code = worst(code, cli::exit_code_of(properties::verdict_of_lost(diff)));
  }
  for (const auto* errors : {&diff.added.internal_errors, &diff.removed.internal_errors,
                             &diff.lifted.internal_errors, &diff.imposed.internal_errors}) {
    for (const std::string& error : *errors) {
      fmt::print(stderr, "internal error: {}\n  help: please report this with the policies\n",
                 error);
      code = ExitCode::bad_input;
    }
  }
  return code;
}

std::function<ExitCode()> declare_diff(CLI::App& app) {
  auto options = std::make_shared<DiffOptions>();
  app.add_option("old", options->old_path,
                 "what was before: a policy, queues, or a folder; - is standard input")
      ->required();
  app.add_option("new", options->new_path, "what is after, the same inputs")->required();
  app.add_option("--queue-arn", options->queue_arn,
                 "the queue that both are about, where the inputs do not say")
      ->type_name("ARN")
      ->check([](const std::string& text) {
        return policy::is_queue_arn(text) ? std::string() : "`" + text + "` is not a queue ARN";
      });
  app.add_option("--account", options->account,
                 "the account that owns the queue or resource, where the inputs do not say")
      ->type_name("ID");
  add_input_format(app, options->input_format);
  app.add_option("--kind", options->kind,
                 "what the policies are attached to: a queue, any service's resource, or a user, "
                 "group or role (identity); recognised of two files when not given")
      ->check(CLI::IsMember({"queue", "resource", "identity"}));
  app.add_option("--fail-on", options->fail_on, "what makes the exit code 1")
      ->check(CLI::IsMember({"added", "removed", "any", "none"}))
      ->capture_default_str();
  add_trust_options(app, options->trust);
  add_config(app, options->config_path);
  add_prover_options(app, options->prover);
  add_proof_log(app, options->proof_log);
  auto common = add_common(app, {"text", "json", "markdown"});
  return [options, common, &app] {
    const bool color = use_color(*common, 2);
    const auto config = load_config({options->config_path, {}, {}}, color);
    if (!config) return ExitCode::bad_input;
    DiffOptions complete = *options;
    take_from(*config, app, complete.prover);
    if (!take_from(*config, app, complete.trust, color)) return ExitCode::bad_input;
    return run_diff(complete, *common);
  };
}

}  // namespace sqsproof::cli

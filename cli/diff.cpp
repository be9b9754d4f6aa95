// `sqsproof diff`: what a new policy lets in that the old one did not, and the other way round.
#include "cli/diff.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fmt/core.h>
#include <optional>
#include <set>

#include "cli/input.h"
#include "cli/match_queues.h"
#include "cli/proof_log.h"
#include "policy/values/arn.h"
#include "properties/access/policy_pair.h"
#include "semantics/vocabulary.h"

namespace sqsproof::cli {
namespace {

/// A queue on both sides; one of them may be null.
struct Pair {
  const LoadedQueue* before = nullptr;
  const LoadedQueue* after = nullptr;
};

/// The queues of the new side in its order, then those that are gone.
std::vector<Pair> pairs_of(const QueueIndex& before, const QueueIndex& after) {
  // Of a queue that stands on a side twice, with one policy, the first counts.
  const auto counts = [](const QueueIndex& side, const LoadedQueue& queue) {
    return side.find(queue.queue.arn, queue.relative, false) == &queue;
  };
  std::vector<Pair> pairs;
  std::set<const LoadedQueue*> matched;
  for (const LoadedQueue& queue : after.queues()) {
    if (!counts(after, queue)) continue;
    const LoadedQueue* old =
        before.find(queue.queue.arn, queue.relative, after.queues().size() == 1);
    if (old != nullptr) matched.insert(old);
    pairs.push_back({old, &queue});
  }
  for (const LoadedQueue& queue : before.queues()) {
    if (counts(before, queue) && matched.count(&queue) == 0) pairs.push_back({&queue, nullptr});
  }
  return pairs;
}

std::string change_of(const Pair& pair) {
  if (pair.before == nullptr) return "the queue is new here";
  if (pair.after == nullptr) return "the queue is not here any more";
  if (!pair.before->policy && pair.after->policy) return "it had no policy before";
  if (pair.before->policy && !pair.after->policy) return "it has no policy any more";
  return {};
}

/// A queue without policy is one with a policy without statements.
policy::Document policy_of(const LoadedQueue* queue) {
  if (queue != nullptr && queue->policy) return *queue->policy;
  policy::Document empty;
  empty.source = std::make_shared<const policy::SourceText>();
  return empty;
}

policy::Result<properties::QueueChoice> queue_of(const Pair& pair, const policy::Document& before,
                                                 const policy::Document& after,
                                                 const DiffOptions& options) {
  NamedQueue named;
  for (const LoadedQueue* one : {pair.after, pair.before}) {
    if (one == nullptr) continue;
    if (named.arn.empty()) named.arn = one->queue.arn;
    if (named.account.empty()) named.account = one->queue.account;
  }
  return choose_queue(after.statements.empty() ? before : after, named,
                      {options.queue_arn, options.account});
}

properties::DiffReport compare(const policy::Document& before, const policy::Document& after,
                               const properties::QueueChoice& queue, const DiffOptions& options,
                               ProofLog& log) {
  const properties::Mentions mentions =
      properties::joined(properties::mentions_of(before), properties::mentions_of(after));
  const auto subject = [&](const policy::Document& of) {
    return properties::Subject{&of, queue.queue_arn, queue.owner,
                               {},  mentions,        &semantics::sqs_vocabulary()};
  };
  const policy::ProverLimits limits = limits_of(options.prover);
  properties::DiffReport diff;
  diff.added = properties::find_grants(
      subject(after), {false, "", &before, log.observer(options.new_path)}, limits);
  diff.removed = properties::find_grants(
      subject(before), {false, "", &after, log.observer(options.old_path)}, limits);
  return diff;
}

policy::Verdict verdict_of(const properties::Grants& grants) {
  policy::Verdict verdict = policy::Verdict::holds;
  if (!grants.not_proved.empty()) verdict = policy::Verdict::unknown;
  for (const auto& grant : grants.grants) verdict = policy::worst(verdict, grant.verdict);
  return verdict;
}

/// Both sides, pair by pair.
class DiffRun {
 public:
  DiffRun(const DiffOptions& options, const Common& common)
      : options_(options), common_(common), log_(options.proof_log) {}

  ExitCode run() {
    const auto before = load(options_.old_path);
    const auto after = load(options_.new_path);
    if (!before || !after) return ExitCode::bad_input;
    if (!log_.open()) return ExitCode::bad_input;
    const std::vector<Pair> pairs = pairs_of(*before, *after);
    for (const Pair& pair : pairs) look_at(pair, pairs.size() == 1);
    if (!log_.close()) code_ = ExitCode::bad_input;
    const bool one = queues_.size() == 1 && queues_.front().change.empty();
    std::vector<Rendered> rendered;
    for (const std::string& format : formats_asked(common_)) {
      rendered.push_back({format, one ? render_diff(queues_.front().grants, format, common_)
                                      : render_diff(queues_, format, common_)});
    }
    if (queues_.empty()) return code_;
    return worst(code_, write_outputs(common_, rendered));
  }

 private:
  std::optional<QueueIndex> load(const std::string& path) {
    LoadedQueues loaded = load_queues({path}, options_.input_format);
    print(loaded.diagnostics, use_color(common_, 2));
    print_notes(loaded.notes, common_);
    QueueIndex index(std::move(loaded.queues));
    print(index.diagnostics(), use_color(common_, 2));
    if (!loaded.complete || !index.diagnostics().empty()) return std::nullopt;
    return index;
  }

  void look_at(const Pair& pair, bool alone) {
    const policy::Document before = policy_of(pair.before);
    const policy::Document after = policy_of(pair.after);
    properties::QueueDiff result{
        pair.after != nullptr ? pair.after->queue.arn : pair.before->queue.arn,
        change_of(pair),
        {}};
    const bool same = before.source->text == after.source->text;
    if (!same || (alone && !before.statements.empty())) {
      const auto queue = queue_of(pair, before, after, options_);
      if (!queue) {
        print(queue.error(), use_color(common_, 2));
        code_ = ExitCode::bad_input;
        return;
      }
      result.queue = queue->queue_arn;
      result.grants = compare(before, after, *queue, options_, log_);
    }
    code_ = worst(code_, exit_code_of(result.grants, options_.fail_on));
    queues_.push_back(std::move(result));
  }

  const DiffOptions& options_;
  const Common& common_;
  ProofLog log_;
  std::vector<properties::QueueDiff> queues_;
  ExitCode code_ = ExitCode::holds;
};

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
  if (*kind == policy::PolicyKind::queue) return DiffRun(options, common).run();
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
    code = worst(code, cli::exit_code_of(verdict_of(diff.added)));
  }
  if (fail_on == "removed" || fail_on == "any") {
    code = worst(code, cli::exit_code_of(verdict_of(diff.removed)));
  }
  for (const auto* grants : {&diff.added, &diff.removed}) {
    for (const std::string& error : grants->internal_errors) {
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
  add_prover_options(app, options->prover);
  add_proof_log(app, options->proof_log);
  auto common = add_common(app, {"text", "json", "markdown"});
  return [options, common] { return run_diff(*options, *common); };
}

}  // namespace sqsproof::cli

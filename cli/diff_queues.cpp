// The queues of two inputs, pair by pair.
#include <fmt/core.h>
#include <optional>
#include <set>

#include "cli/diff.h"
#include "cli/input.h"
#include "cli/match_queues.h"
#include "cli/proof_log.h"
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
    return properties::Subject{&of,         queue.queue_arn,
                               queue.owner, trust_of(options.trust),
                               mentions,    &semantics::sqs_vocabulary()};
  };
  return properties::compare({subject(before), subject(after), log.observer(options.old_path),
                              log.observer(options.new_path)},
                             limits_of(options.prover));
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
      // Of a queue that is not there, nothing was or is denied.
      if (pair.before == nullptr || pair.after == nullptr) {
        result.grants.lifted = {};
        result.grants.imposed = {};
      }
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

}  // namespace

ExitCode diff_queues(const DiffOptions& options, const Common& common) {
  return DiffRun(options, common).run();
}

}  // namespace sqsproof::cli

// Table of contents of the promises, in the order of reports.
#include <algorithm>

#include "semantics/judge/case.h"
#include "semantics/judge/promises.h"

namespace sqsproof::semantics {
namespace {

std::vector<Promise> join() {
  std::vector<Promise> all;
  for (const auto family : {delivery_promises(),    visibility_promises(), receipt_promises(),
                            delay_promises(),       retention_promises(),  purge_promises(),
                            dead_letter_promises(), redrive_promises(),    move_task_promises(),
                            order_promises(),       group_promises(),      sequence_promises(),
                            dedup_promises(),       attempt_promises(),    batch_promises(),
                            content_promises(),     producer_promises(),   timestamp_promises(),
                            counter_promises(),     long_poll_promises()}) {
    all.insert(all.end(), family.begin(), family.end());
  }
  return all;
}

Judgement undecided(const std::string& why) {
  Judgement judgement;
  judgement.why = why;
  return judgement;
}

Judgement finished(const Promise& promise, Judgement judgement) {
  for (Violation& violation : judgement.violations) violation.promise = promise.id;
  if (judgement.untested) judgement.why = promise.untested;
  return judgement;
}

std::vector<Judgement> judge(const History& history, const JudgeOptions& options,
                             const std::vector<const Promise*>& promises) {
  const Ledger ledger = keep_ledger(history, options.tolerance, options.granted);
  std::vector<Judgement> judgements;
  judgements.reserve(promises.size());
  if (!ledger.unfit.empty()) {
    judgements.assign(promises.size(), undecided(ledger.unfit));
    return judgements;
  }
  const auto missing = find_missing(ledger, options.tolerance, options.granted);
  const auto early = find_early(ledger, options.tolerance, options.granted);
  const auto joint =
      find_joint(ledger, early, history.recorded, options.tolerance, options.granted);
  const auto group_joint =
      find_group_joint(ledger, early, joint, history.recorded, options.tolerance);
  const Case the_case{history, ledger, options.tolerance, options.granted, missing,
                      early,   joint,  group_joint};
  for (const Promise* promise : promises) {
    judgements.push_back(finished(*promise, promise->judge(the_case)));
  }
  return judgements;
}

}  // namespace

std::span<const Promise> all_promises() {
  static const std::vector<Promise> kAll = join();
  return kAll;
}

const Promise* find_promise(std::string_view id) {
  for (const auto all : {all_promises(), all_rates()}) {
    const auto found = std::find_if(all.begin(), all.end(),
                                    [id](const Promise& promise) { return promise.id == id; });
    if (found != all.end()) return &*found;
  }
  return nullptr;
}

std::vector<Judgement> judge_all(const History& history, const JudgeOptions& options) {
  if (!options.promises.empty()) return judge(history, options, options.promises);
  std::vector<const Promise*> promises;
  for (const Promise& promise : all_promises()) promises.push_back(&promise);
  return judge(history, options, promises);
}

Judgement judge_one(const Promise& promise, const History& history, const JudgeOptions& options) {
  return std::move(judge(history, options, {&promise}).front());
}

}  // namespace sqsproof::semantics

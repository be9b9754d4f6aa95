// What a promise is judged by: the history, its ledger, and what is common to many promises. And
// where a judge puts what it finds.
#pragma once

#include <functional>

#include "semantics/judge/availability.h"
#include "semantics/judge/group_joint.h"
#include "semantics/judge/joint.h"
#include "semantics/judge/judge.h"
#include "semantics/judge/missing.h"

namespace sqsproof::semantics {

struct Case {
  const History& history;
  const Ledger& ledger;
  const Tolerance& tolerance;
  const Freedoms& granted;
  const MissingFindings& missing;
  const EarlyFindings& early;
  const JointFindings& joint;
  const GroupJointFindings& group_joint;

  [[nodiscard]] const Operation& operation(std::size_t index) const {
    return history.operations[index];
  }
  [[nodiscard]] std::size_t id(std::size_t index) const { return operation(index).id; }
  [[nodiscard]] std::string time(Instant_us instant) const {
    return describe_instant(history, instant);
  }
};

/// Collects what a judge finds and gives the verdict: violated when something was found, unknown
/// when the promise was not put to the test or something stayed open, holds otherwise.
class Findings {
 public:
  explicit Findings(const Case& the_case) : case_(the_case) {}
  void count_instance(std::size_t instances = 1) { judgement_.instances += instances; }
  /// Of a rate: an instance, and whether it was what the rate counts.
  void count_share(bool happened) {
    count_instance();
    judgement_.happened += happened ? 1 : 0;
  }
  /// `at` and `because` are indices into the history's operations; so are those of `bounds`.
  void violated(std::size_t at, std::vector<std::size_t> because, std::string explanation,
                std::optional<Duration_us> margin_us = {}, std::vector<TimeBound> bounds = {});
  /// One test of the promise: counts it, and reports when it failed. The explanation is asked for
  /// only then.
  template <class Explain>
  void test(bool passed, std::size_t at, std::vector<std::size_t> because, Explain explain) {
    count_instance();
    if (!passed) violated(at, std::move(because), explain());
  }
  [[nodiscard]] bool any() const { return !judgement_.violations.empty(); }
  /// Something that could not be decided; the first reason is reported.
  void open(std::string why);
  /// So many messages or groups were given the benefit of orders that were not tried.
  void untried(std::size_t parts) { judgement_.untried += parts; }
  [[nodiscard]] Judgement verdict() &&;

 private:
  const Case& case_;
  Judgement judgement_;
};

/// Runs `judge(queue, findings)` for each queue.
template <class Judge>
Judgement judge_queues(const Case& the_case, Judge judge) {
  Findings findings(the_case);
  for (const QueueRecord& queue : the_case.ledger.queues) judge(queue, findings);
  return std::move(findings).verdict();
}

/// The operations that sent, hid and removed a message before `until`, for `because`.
[[nodiscard]] std::vector<std::size_t> story_of(const QueueRecord& queue,
                                                const MessageRecord& message, Instant_us until);

}  // namespace sqsproof::semantics

#include "properties/access/statements/comparer.h"

#include <algorithm>

#include "properties/access/statements/variants.h"

namespace sqsproof::properties {
namespace {

/// A question that takes longer is left open.
constexpr std::chrono::milliseconds kMost{200};

policy::ProverLimits bounded(policy::ProverLimits limits) {
  limits.timeout = std::min(limits.timeout, kMost);
  return limits;
}

}  // namespace

Comparer::Comparer(ReviewRun& run, std::vector<policy::Statement> statements)
    : run_(run), policy_(with_statements(*run.subject.policy, std::move(statements))) {}

bool Comparer::proved(std::vector<policy::Statement> statements, policy::Offender offender) {
  if (run_.exhausted()) return false;
  const Subject& subject = run_.subject;
  if (prover_ == nullptr) {
    prover_ = std::make_unique<policy::Prover>(policy_, subject.queue_arn, *subject.vocabulary,
                                               bounded(run_.limits.each));
  }
  others_.push_back(with_statements(*subject.policy, std::move(statements)));
  const policy::Question question{
      {every_request(*subject.vocabulary)}, {"999988887777"}, offender, &others_.back(), false};
  const policy::Answer answer = prover_->ask(question);
  tell(question, answer);
  ++run_.review.questions;
  if (!answer.internal_error.empty()) {
    run_.review.internal_errors.push_back(answer.internal_error);
  }
  return answer.verdict == policy::Verdict::holds;
}

void Comparer::tell(const policy::Question& question, const policy::Answer& answer) {
  if (!run_.limits.observer) return;
  Subject about = run_.subject;
  about.policy = &policy_;
  run_.limits.observer({"statement", "whether statements do anything", about, question, answer});
}

}  // namespace sqsproof::properties

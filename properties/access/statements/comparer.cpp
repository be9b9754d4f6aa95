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

Comparer::Comparer(Asking& asking, std::vector<policy::Statement> statements)
    : asking_(asking), policy_(with_statements(*asking.subject.policy, std::move(statements))) {}

bool Comparer::proved(std::vector<policy::Statement> statements, policy::Offender offender) {
  if (asking_.exhausted()) return false;
  const Subject& subject = asking_.subject;
  if (prover_ == nullptr) {
    prover_ = std::make_unique<policy::Prover>(policy_, subject.queue_arn, *subject.vocabulary,
                                               bounded(asking_.limits.each));
  }
  others_.push_back(with_statements(*subject.policy, std::move(statements)));
  const policy::Answer answer = prover_->ask(
      {{every_request(*subject.vocabulary)}, {"999988887777"}, offender, &others_.back(), false});
  ++asking_.review.questions;
  if (!answer.internal_error.empty()) {
    asking_.review.internal_errors.push_back(answer.internal_error);
  }
  return answer.verdict == policy::Verdict::holds;
}

}  // namespace sqsproof::properties

// Asks the prover whether two policies decide alike, and counts what was asked.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "policy/prover/prover.h"
#include "properties/access/statements/statement_check.h"

namespace sqsproof::properties {

/// What all questions of one review share.
struct ReviewRun {
  const Subject& subject;
  const ReviewLimits& limits;
  Review& review;
  [[nodiscard]] bool exhausted() const { return review.questions >= limits.questions; }
};

/// One policy beside others.
class Comparer {
 public:
  Comparer(ReviewRun& run, std::vector<policy::Statement> statements);

  /// Proved: these statements let in nobody whom the policy refuses.
  [[nodiscard]] bool lets_in_no_more(std::vector<policy::Statement> statements) {
    return proved(std::move(statements), policy::Offender::refused);
  }
  /// Proved: these statements refuse nobody whom the policy lets in.
  [[nodiscard]] bool refuses_no_more(std::vector<policy::Statement> statements) {
    return proved(std::move(statements), policy::Offender::let_in);
  }

 private:
  bool proved(std::vector<policy::Statement> statements, policy::Offender offender);
  void tell(const policy::Question& question, const policy::Answer& answer);

  ReviewRun& run_;
  policy::Document policy_;
  std::deque<policy::Document> others_;  ///< the prover keeps pointers to them
  std::unique_ptr<policy::Prover> prover_;
};

}  // namespace sqsproof::properties

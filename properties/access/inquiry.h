// One policy, asked in the way that the user wants: which engine, which limits, who is told.
#pragma once

#include <string>
#include <string_view>

#include "policy/prover/prover.h"
#include "properties/access/check.h"

namespace sqsproof::properties {

class Inquiry {
 public:
  /// Subject and asking must outlive it. What it asks is counted in `result`, and so are internal
  /// errors.
  Inquiry(const Subject& subject, const Asking& asking, CheckResult& result);

  /// `about` names the question beside others of the same rule.
  [[nodiscard]] policy::Answer ask(const Description& rule, std::string_view about,
                                   const policy::Question& question);
  [[nodiscard]] const Subject& subject() const { return subject_; }

 private:
  const Subject& subject_;
  const Asking& asking_;
  CheckResult& result_;
  policy::Prover prover_;
};

}  // namespace sqsproof::properties

// Questions about each statement of a policy: does it do anything at all?
//
// A statement that does nothing is not a hole, but it is not what its author thinks either. Every
// finding is a proof that two policies decide alike: the one at hand, and one without the statement
// or without the condition. What could not be proved is not reported. Adding one: a row in
// rows.cpp, the question in review.cpp, and case files under tests/cases/questions.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "policy/prover/prover.h"
#include "properties/access/asked.h"
#include "properties/access/subject.h"
#include "properties/property.h"
#include "properties/report/finding.h"

namespace sqsproof::properties {

struct StatementCheck {
  Description words;
  policy::Severity severity;
  std::string_view fix = {};  ///< what the fixes of its findings do; empty when it has none
};

/// Table of contents.
[[nodiscard]] std::span<const StatementCheck> all_statement_checks();
extern const StatementCheck kDeadStatement;
extern const StatementCheck kShadowedStatement;
extern const StatementCheck kRedundantStatement;
extern const StatementCheck kVacuousCondition;

/// How much is asked of one policy; what is beyond it is not looked at, and the review says so.
struct ReviewLimits {
  std::size_t questions = 600;
  policy::ProverLimits each = {};  ///< its timeout is bounded further
  Observer observer = {};          ///< told of every question; may be empty
};

struct Review {
  std::vector<Finding> findings;  ///< in the order of the text
  std::size_t questions = 0;
  std::vector<std::string> not_looked_at;  ///< sentences
  std::vector<std::string> internal_errors;
};

/// Asks about every statement. Without a known owner of the queue nothing is asked: whom a
/// statement concerns depends on the account.
[[nodiscard]] Review review_statements(const Subject& subject, const ReviewLimits& limits);

}  // namespace sqsproof::properties

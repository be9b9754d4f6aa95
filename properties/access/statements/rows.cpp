// The rows of the questions about statements.
#include <array>

#include "properties/access/statements/statement_check.h"

namespace sqsproof::properties {

using policy::Severity;

const StatementCheck kDeadStatement = {
    {"statement/dead", "a statement whose conditions can never hold together",
     "All conditions of a statement must hold of the same request. Where they cannot, an Allow "
     "lets "
     "nobody in and a Deny protects nothing.",
     "IAM/reference_policies_condition-logic-multiple-context-keys-or-values"},
    Severity::warning};

const StatementCheck kShadowedStatement = {
    {"statement/shadowed", "an Allow all of whose requests are denied",
     "A Deny wins over every Allow. The Allow reads as a grant, and grants nothing.",
     "IAM/reference_policies_evaluation-logic_policy-eval-denyallow"},
    Severity::warning};

const StatementCheck kRedundantStatement = {
    {"statement/redundant", "a statement that another one makes superfluous",
     "Whoever takes a grant away by removing such a statement takes nothing away.",
     "IAM/access-analyzer-reference-policy-checks"},
    Severity::info,
    "removes the statement"};

const StatementCheck kVacuousCondition = {
    {"condition/vacuous", "a condition that changes nothing",
     "It looks like a guard, and every request that the rest of the statement covers satisfies it.",
     "IAM/reference_policies_elements_condition"},
    Severity::warning};

std::span<const StatementCheck> all_statement_checks() {
  static const std::array kAll = {kDeadStatement, kShadowedStatement, kRedundantStatement,
                                  kVacuousCondition};
  return kAll;
}

}  // namespace sqsproof::properties

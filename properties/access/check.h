// The row of an access question, and what comes of asking it.
//
// A check says which requests must not be allowed, in the policy language itself; the prover finds
// one that is, or proves that there is none. Adding one: a row in checks/<name>.cpp, a line in
// checks/all.cpp, and case files tests/cases/questions/<name>… that hold and that do not.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "policy/prover/prover.h"
#include "properties/access/asked.h"
#include "properties/access/subject.h"
#include "properties/property.h"
#include "properties/report/finding.h"
#include "properties/selection.h"

namespace sqsproof::properties {

struct Asking;
struct CheckResult;

struct AccessCheck {
  Description words;
  policy::Severity severity = policy::Severity::error;
  /// The requests that must not be allowed; empty when there can be none.
  std::vector<policy::RequestClass> (*classes)(const Subject&);
  /// The sentence of a finding, up to the actions: `anyone … can`.
  std::string (*who)(const Subject&, const policy::Request& witness);
  std::string_view help;
  /// Without a known owner of the queue the answer cannot be worse than unknown.
  bool needs_owner = false;
  /// False for what is asked only when the user selects it.
  bool by_default = true;
  /// Asked about; without any, every action that crosses accounts.
  std::span<const std::string_view> actions = {};
  /// Id of the check that says it better: where that one found something, this one is not asked.
  std::string_view unless = {};
  /// The part of the policy that is asked; without it, the whole one.
  policy::Document (*part)(const Subject&) = nullptr;
  /// For what is not a question about requests that must not be allowed: asks itself (inquiry.h).
  std::optional<Finding> (*find)(const Subject&, const Asking&, CheckResult&) = nullptr;
};

/// Table of contents.
[[nodiscard]] std::span<const AccessCheck> all_access_checks();

struct CheckResult {
  policy::Verdict verdict = policy::Verdict::holds;
  std::vector<Finding> findings;
  std::size_t questions = 0;
  std::vector<std::string_view> asked;       ///< ids of the checks
  std::vector<std::string> internal_errors;  ///< prover and authorizer disagreed
};

/// How the checks are asked.
struct Asking {
  policy::ProverLimits limits{};
  bool strings = false;   ///< by Z3's theory of strings (policy/prover/strings.h)
  Observer observer{};    ///< told of every question; may be empty
  Selection selection{};  ///< which checks
  /// An older policy of the queue: only requests that it refuses offend. May be null.
  const policy::Document* older = nullptr;
};

/// Asks every check that is wanted. Errors make the verdict, and those warnings that the user
/// named.
[[nodiscard]] CheckResult check_access(const Subject& subject, const Asking& asking);

/// The verdict of findings by the same rule; of the lint rules errors count, too.
[[nodiscard]] policy::Verdict verdict_of(std::span<const Finding> findings,
                                         const Selection& selection);

/// A condition as a question writes it.
[[nodiscard]] policy::Condition condition(std::string_view op, std::string_view key,
                                          const std::set<std::string>& values);
/// The same under `ForAllValues:`.
[[nodiscard]] policy::Condition all_values(std::string_view op, std::string_view key,
                                           const std::set<std::string>& values);
/// With one value that has policy variables in it.
[[nodiscard]] policy::Condition of_variable(std::string_view op, std::string_view key,
                                            std::string_view value);
/// Every value with `before` and `behind` around it.
[[nodiscard]] std::set<std::string> wrapped(std::string_view before,
                                            const std::set<std::string>& values,
                                            std::string_view behind);
/// Callers that act with credentials of an account.
[[nodiscard]] std::vector<policy::CallerKind> iam_callers();

}  // namespace sqsproof::properties

// The row of a conformance requirement: a promise of SQS, the programs that put it to the test, and
// the mutant that shows that they do.
#pragma once

#include <span>

#include "properties/explore/generate.h"
#include "properties/property.h"
#include "semantics/judge/judge.h"

namespace sqsproof::properties {

struct Requirement {
  Description words;  ///< their id is that of the promise
  Level level = Level::must;
  Bias bias;
  const semantics::Promise* promise = nullptr;  ///< none of the canary
  std::string_view mutant{};  ///< the fault of the embedded endpoint that it must find, if any
  /// False while no program can put it to the test: it is judged in histories, not searched for.
  bool searched = true;
};

/// Table of contents, in the order of reports.
[[nodiscard]] std::span<const Requirement> all_requirements();

/// A requirement that every working queue fails: whoever sees it pass has a broken harness. Not
/// among the others.
[[nodiscard]] const Requirement& canary();

/// Whether a history keeps the promise of a requirement.
[[nodiscard]] semantics::Judgement judge(const Requirement& requirement,
                                         const semantics::History& history,
                                         const semantics::JudgeOptions& options);

/// The requirements that programs can test whose id begins with one of the prefixes, whole words
/// only; all without a prefix. A prefix that fits none is a diagnostic with the nearest id.
[[nodiscard]] policy::Result<std::vector<const Requirement*>> select_requirements(
    const std::vector<std::string>& prefixes);

}  // namespace sqsproof::properties

// The row of a conformance requirement: a promise of SQS, the programs that put it to the test, and
// the mutant that shows that they do.
#pragma once

#include <span>

#include "properties/explore/generate.h"
#include "properties/property.h"
#include "semantics/judge/judge.h"

namespace sqsproof::properties {

/// The shortest timers that put a requirement to the test.
enum class LeastTimers {
  seconds,
  seconds_at_first,  ///< the rest takes minutes
  minutes,
  hours  ///< nobody waits for them in real time
};

struct Requirement {
  Description words;  ///< their id is that of the promise
  Level level = Level::must;
  Bias bias;
  const semantics::Promise* promise = nullptr;  ///< none of the canary
  LeastTimers least = LeastTimers::seconds;
  std::string_view mutant{};  ///< the fault of the embedded endpoint that it must find, if any
  /// Whether it counts over all programs, see semantics/judge/share.h.
  [[nodiscard]] bool is_rate() const { return promise != nullptr && promise->most > 0; }
};

/// Table of contents, in the order of reports.
[[nodiscard]] std::span<const Requirement> all_requirements();

/// A requirement that every working queue fails: whoever sees it pass has a broken harness. Not
/// among the others.
[[nodiscard]] const Requirement& canary();

/// Whether a history keeps the promises of requirements; one judgement for each.
[[nodiscard]] std::vector<semantics::Judgement> judge(
    std::span<const Requirement* const> requirements, const semantics::History& history,
    semantics::JudgeOptions options);

/// Those that need more than a narrower tolerance become unknown (semantics/judge/tolerances.h).
void leave_open(std::span<const Requirement* const> requirements, const semantics::History& history,
                semantics::JudgeOptions options, const semantics::Tolerance& narrower,
                std::vector<semantics::Judgement>& judgements);

/// The requirements whose id begins with one of the prefixes, whole words only; all without a
/// prefix. A prefix that fits no requirement and no example is a diagnostic with the nearest id.
[[nodiscard]] policy::Result<std::vector<const Requirement*>> select_requirements(
    const std::vector<std::string>& prefixes);

}  // namespace sqsproof::properties

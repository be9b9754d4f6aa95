// The report of a conformance run: a verdict for each requirement, and for a failure the shrunk
// program, what was seen, and why it is wrong.
#pragma once

#include <map>

#include "properties/examples/result.h"
#include "properties/explore/explore.h"
#include "properties/explore/freedoms_needed.h"
#include "properties/report/replay_target.h"
#include "properties/report/text.h"

namespace sqsproof::properties {

struct RequirementResult {
  using Verdict = ConformVerdict;
  const Requirement* requirement = nullptr;
  Verdict verdict = Verdict::skip;
  Outcome outcome;
  std::string why;
  std::string note;         ///< a part of the requirement that this run leaves out
  std::string replay_file;  ///< where the counterexample was written; may be empty
};
/// Of a search that was made; `known_failure` turns fail into xfail and pass into xpass.
[[nodiscard]] RequirementResult::Verdict verdict_of(const Outcome& outcome, bool known_failure);

/// What a search came to, as the report says it: with what this timing cannot test skipped, rates
/// told, and those without a limit not judged.
[[nodiscard]] RequirementResult result_of(const Requirement& requirement, Outcome outcome,
                                          Timing timing, bool known_failure);

/// Programs that run at once all take their time: makes the seconds of each its share of those that
/// passed.
void share_time(std::vector<Outcome>& outcomes, double passed);

struct ConformReport {
  std::string version;
  std::string endpoint;
  std::uint64_t seed = 0;
  std::vector<RequirementResult> results;
  std::vector<ExampleResult> examples{};
  /// What of AWS's freedoms explains what was not strict.
  FreedomsNeeded freedoms{};
  /// Where its programs can be run again.
  ReplayTarget target{};
  /// Of the whole run, as a clock on the wall tells it.
  double seconds = 0;
};

/// violated: something failed that is not known to fail, or a known failure passes, so that the
/// list of them is out of date; unknown: something stayed undecided, or nothing was tested.
[[nodiscard]] policy::Verdict verdict_of(const ConformReport& report);

/// What text ends with: the verdict, and how many requirements and examples came to what.
[[nodiscard]] std::string closing_line_of(const ConformReport& report);
[[nodiscard]] std::string to_text(const ConformReport& report, const TextStyle& style,
                                  bool closing_line);
[[nodiscard]] std::string to_json(const ConformReport& report);
/// JUnit XML, for the test pages of CI systems.
[[nodiscard]] std::string to_junit(const ConformReport& report);
/// For the page of a repository or of a CI job.
[[nodiscard]] std::string to_markdown(const ConformReport& report);
/// One self-contained page, with a timeline for each failure.
[[nodiscard]] std::string to_html(const ConformReport& report);
/// Likewise about a single failure that has a counterexample, to hand on.
[[nodiscard]] std::string to_html(const RequirementResult& failure, const ConformReport& report);
/// SVG that says how many requirements hold.
[[nodiscard]] std::string to_badge(const ConformReport& report);

}  // namespace sqsproof::properties

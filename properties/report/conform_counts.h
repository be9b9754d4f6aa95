// How many requirements of each level came out how: a percentage alone says nothing.
#pragma once

#include "properties/report/conform_report.h"

namespace sqsproof::properties {

struct LevelCounts {
  int pass = 0;
  int fail = 0;
  int undecided = 0;
  int skipped = 0;
  /// `12 pass, 1 fail`: those that are not 0.
  [[nodiscard]] std::string words() const;
  [[nodiscard]] int all() const { return pass + fail + undecided + skipped; }
};
[[nodiscard]] LevelCounts counts_of(const ConformReport& report, Level level);

/// Which of the four columns a verdict belongs to.
[[nodiscard]] int LevelCounts::*column_of(RequirementResult::Verdict verdict);
[[nodiscard]] int LevelCounts::*column_of(ExampleResult::Verdict verdict);

/// Of the examples.
[[nodiscard]] LevelCounts example_counts_of(const ConformReport& report);
/// Those that did not simply pass.
[[nodiscard]] std::vector<ExampleResult> noteworthy(const std::vector<ExampleResult>& examples);

/// `17 of 18 MUST` for badges and headlines; of SHOULD when no MUST was tested.
[[nodiscard]] std::string headline_of(const ConformReport& report);

}  // namespace sqsproof::properties

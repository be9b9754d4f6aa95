// How many requirements of each level came out how: a percentage alone says nothing.
#pragma once

#include "properties/report/conform_report.h"
#include "properties/report/tally.h"

namespace sqsproof::properties {

/// Requirements and examples; one that is told in several protocols counts once.
[[nodiscard]] Tally counts_of(const ConformReport& report, Level level);

/// Of the examples, all levels.
[[nodiscard]] Tally example_counts_of(const ConformReport& report);
/// Those that did not simply pass.
[[nodiscard]] std::vector<ExampleResult> noteworthy(const std::vector<ExampleResult>& examples);

/// `17 of 18 MUST` for badges and headlines; of SHOULD when no MUST was tested.
[[nodiscard]] std::string headline_of(const ConformReport& report);

/// A table of counts by level: its columns are the four that are always told, and of the others
/// those that are not 0.
struct LevelTable {
  std::vector<ConformVerdict> columns;
  struct Row {
    Level level;
    Tally counts;
  };
  std::vector<Row> rows;  ///< of the levels that were tested
};
[[nodiscard]] LevelTable level_table_of(const ConformReport& report);
/// Head of a column: `known failures` for xfail.
[[nodiscard]] std::string_view column_name_of(ConformVerdict verdict);

}  // namespace sqsproof::properties

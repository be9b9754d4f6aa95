#include "properties/report/conform_counts.h"

#include <map>

namespace sqsproof::properties {
namespace {

using Verdict = ConformVerdict;

/// One verdict an example, the worst of its protocols.
std::map<const Example*, Verdict> examples_of(const ConformReport& report) {
  std::map<const Example*, Verdict> verdicts;
  for (const ExampleResult& result : report.examples) {
    const auto [found, first] = verdicts.emplace(result.example, result.verdict);
    if (!first) found->second = worst(found->second, result.verdict);
  }
  return verdicts;
}

}  // namespace

Tally example_counts_of(const ConformReport& report) {
  Tally counts;
  for (const auto& [example, verdict] : examples_of(report)) counts.add(verdict);
  return counts;
}

std::vector<ExampleResult> noteworthy(const std::vector<ExampleResult>& examples) {
  std::vector<ExampleResult> some;
  for (const ExampleResult& result : examples) {
    if (result.verdict != Verdict::pass) some.push_back(result);
  }
  return some;
}

Tally counts_of(const ConformReport& report, Level level) {
  Tally counts;
  for (const RequirementResult& result : report.results) {
    if (result.requirement->level == level) counts.add(result.verdict);
  }
  for (const auto& [example, verdict] : examples_of(report)) {
    if (example->level == level) counts.add(verdict);
  }
  return counts;
}

std::string headline_of(const ConformReport& report) {
  for (const auto& [level, name] : {std::pair{Level::must, "MUST"}, {Level::should, "SHOULD"}}) {
    const std::string score = counts_of(report, level).score(name);
    if (!score.empty()) return score;
  }
  return "nothing tested";
}

LevelTable level_table_of(const ConformReport& report) {
  LevelTable table;
  Tally sum;
  for (const Level level : {Level::must, Level::should, Level::may}) {
    const Tally counts = counts_of(report, level);
    if (counts.all() > 0) table.rows.push_back({level, counts});
    sum.add(counts);
  }
  for (const Verdict verdict : kConformVerdicts) {
    const bool rare =
        verdict == Verdict::xpass || verdict == Verdict::xfail || verdict == Verdict::error;
    if (!rare || sum[verdict] > 0) table.columns.push_back(verdict);
  }
  return table;
}

std::string_view column_name_of(Verdict verdict) {
  if (verdict == Verdict::xfail) return "known failure";
  if (verdict == Verdict::xpass) return "passes though known";
  return verdict == Verdict::skip ? "skipped" : name_of(verdict);
}

}  // namespace sqsproof::properties

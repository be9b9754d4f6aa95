#include "properties/report/conform_counts.h"

#include <fmt/core.h>

namespace sqsproof::properties {

using Verdict = RequirementResult::Verdict;

int LevelCounts::*column_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
    case Verdict::xfail:
      return &LevelCounts::pass;
    case Verdict::fail:
    case Verdict::xpass:
      return &LevelCounts::fail;
    case Verdict::undecided:
    case Verdict::error:
      return &LevelCounts::undecided;
    case Verdict::skip:
      break;
  }
  return &LevelCounts::skipped;
}

int LevelCounts::*column_of(ExampleResult::Verdict verdict) {
  switch (verdict) {
    case ExampleResult::Verdict::pass:
    case ExampleResult::Verdict::xfail:
      return &LevelCounts::pass;
    case ExampleResult::Verdict::fail:
    case ExampleResult::Verdict::xpass:
      return &LevelCounts::fail;
    case ExampleResult::Verdict::undecided:
      return &LevelCounts::undecided;
    case ExampleResult::Verdict::skip:
      break;
  }
  return &LevelCounts::skipped;
}

std::string LevelCounts::words() const {
  std::string text;
  for (const auto& [count, word] :
       {std::pair{pass, "pass"}, {fail, "fail"}, {undecided, "undecided"}, {skipped, "skipped"}}) {
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, word);
  }
  return text;
}

LevelCounts example_counts_of(const ConformReport& report) {
  LevelCounts counts;
  for (const ExampleResult& result : report.examples) ++(counts.*column_of(result.verdict));
  return counts;
}

std::vector<ExampleResult> noteworthy(const std::vector<ExampleResult>& examples) {
  std::vector<ExampleResult> some;
  for (const ExampleResult& result : examples) {
    if (result.verdict != ExampleResult::Verdict::pass) some.push_back(result);
  }
  return some;
}

LevelCounts counts_of(const ConformReport& report, Level level) {
  LevelCounts counts;
  for (const RequirementResult& result : report.results) {
    if (result.requirement->level == level) ++(counts.*column_of(result.verdict));
  }
  for (const ExampleResult& result : report.examples) {
    if (result.example->level == level) ++(counts.*column_of(result.verdict));
  }
  return counts;
}

std::string headline_of(const ConformReport& report) {
  for (const auto& [level, name] : {std::pair{Level::must, "MUST"}, {Level::should, "SHOULD"}}) {
    const LevelCounts counts = counts_of(report, level);
    if (counts.all() > 0) return fmt::format("{} of {} {}", counts.pass, counts.all(), name);
  }
  return "nothing tested";
}

}  // namespace sqsproof::properties

#include <fmt/format.h>

#include "properties/report/conform_counts.h"
#include "properties/report/freedoms_text.h"
#include "properties/report/markdown.h"

namespace sqsproof::properties {
namespace {

using Verdict = RequirementResult::Verdict;

std::string levels(const ConformReport& report) {
  const LevelTable levels = level_table_of(report);
  std::string head = "| level |", line = "|---|", rows;
  for (const Verdict column : levels.columns) {
    head += fmt::format(" {} |", column_name_of(column));
    line += "---|";
  }
  for (const auto& [level, counts] : levels.rows) {
    rows += fmt::format("| {} |", name_of(level));
    for (const Verdict column : levels.columns) rows += fmt::format(" {} |", counts[column]);
    rows += "\n";
  }
  return head + "\n" + line + "\n" + rows;
}

std::string_view verdict_cell(Verdict verdict) {
  return verdict == Verdict::fail    ? "**fail**"
         : verdict == Verdict::xfail ? "known failure"
                                     : name_of(verdict);
}

std::string failure(const RequirementResult& result) {
  const Counterexample& example = *result.outcome.counterexample;
  std::string text = fmt::format("\n### `{}`: {}{}\n\n", result.requirement->words.id,
                                 result.verdict == Verdict::xfail ? "(known failure) " : "",
                                 result.requirement->words.title);
  const auto program = describe(example.program);
  text += program.front() + "\n\n";
  for (std::size_t i = 1; i < program.size(); ++i) text += fmt::format("{}. {}\n", i, program[i]);
  text += "\n```\n";
  const auto lines = semantics::describe_operations(example.history);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& calls = example.calls;
    const bool matters =
        std::find(calls.begin(), calls.end(), example.history.operations[i].id) != calls.end();
    if (matters) text += lines[i] + "\n";
  }
  text += "```\n\n" + example.violation.explanation + "\n";
  return text + fmt::format("\nAWS: {}\n", result.requirement->words.reference);
}

}  // namespace

std::string to_markdown(const ConformReport& report) {
  std::string text = fmt::format("## {}: {}\n\n{}\n", markdown_cell(report.endpoint),
                                 headline_of(report), levels(report));
  text += "| requirement | level | verdict | programs | tests |\n|---|---|---|---|---|\n";
  for (const RequirementResult& result : report.results) {
    text += fmt::format("| `{}` | {} | {}{} | {} | {} |\n", result.requirement->words.id,
                        name_of(result.requirement->level), verdict_cell(result.verdict),
                        result.why.empty() ? "" : ": " + markdown_cell(result.why),
                        result.outcome.cases, result.outcome.instances);
  }
  for (const ExampleResult& result : noteworthy(report.examples)) {
    text += fmt::format("| `{}` | {} | {}: {} | | |\n", result.example->words.id,
                        name_of(result.example->level), verdict_cell(result.verdict),
                        markdown_cell(result.why));
  }
  if (!report.examples.empty()) {
    text += fmt::format("\nExamples: {}\n", example_counts_of(report).words());
  }
  for (const std::string& line : lines_of(report.freedoms)) text += "\n" + line + "\n";
  for (const RequirementResult& result : report.results) {
    if (result.outcome.counterexample) text += failure(result);
  }
  return text;
}

}  // namespace sqsproof::properties

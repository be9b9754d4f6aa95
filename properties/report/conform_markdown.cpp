#include <fmt/format.h>

#include "properties/report/conform_counts.h"
#include "properties/report/conform_failure.h"
#include "properties/report/freedoms_text.h"
#include "properties/report/markdown.h"
#include "properties/report/shared_failures.h"

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

std::string reference(const LinkedReference& link) {
  if (link.url.empty()) return std::string(link.name) + std::string(link.rest);
  return fmt::format("[{}]({}){}", link.name, link.url, link.rest);
}

std::string failure_text(const RequirementResult& result, const ConformReport& report) {
  const FailureFields failure = failure_fields_of(result, report);
  std::string text = fmt::format("\n### `{}`: {}{} ({})\n\n", failure.requirement,
                                 result.verdict == Verdict::xfail ? "(known failure) " : "",
                                 failure.statement, failure.level);
  text += failure.setting + "\n\n";
  for (std::size_t i = 0; i < failure.program.size(); ++i) {
    text += fmt::format("{}. {}\n", i + 1, failure.program[i]);
  }
  text += "\n```\n";
  for (const FailureFields::Call& call : failure.calls) text += call.line() + "\n";
  text += "```\n";
  if (failure.needs_more) text += fmt::format("\n`*` {}\n", mark_words(failure).substr(1));
  if (failure.calls_left_out > 0) text += fmt::format("\n{}\n", left_out_words(failure));
  text += "\n";
  for (const std::string& line : failure.because) text += line + "\n";
  if (!failure.margin.empty()) text += fmt::format("\nMargin: {}.\n", failure.margin);
  text += fmt::format("\nAWS: {}\n\n{}", reference(failure.reference), failure.origin);
  return text + (failure.replay.empty() ? "\n" : fmt::format("; `{}`\n", failure.replay));
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
  for (const SharedFailure& shared : shared_failures(report)) {
    text += "\n" + describe(shared) + "\n";
  }
  for (const RequirementResult& result : report.results) {
    if (result.outcome.counterexample) text += failure_text(result, report);
  }
  return text;
}

}  // namespace sqsproof::properties

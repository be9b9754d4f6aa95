#include <algorithm>
#include <fmt/format.h>

#include "properties/examples/run.h"
#include "properties/report/conform_counts.h"
#include "properties/report/conform_failure.h"
#include "properties/report/freedoms_text.h"
#include "properties/report/shared_errors.h"
#include "properties/report/shared_failures.h"

namespace sqsproof::properties {
namespace {

using Verdict = RequirementResult::Verdict;

std::string coloured(const std::string& text, Verdict verdict, const TextStyle& style) {
  if (!style.color) return text;
  const int color = verdict == Verdict::pass ? 32 : verdict == Verdict::fail ? 31 : 33;
  return fmt::format("\x1b[1;{}m{}\x1b[0m", color, text);
}

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return result;
}

std::string table_row(const RequirementResult& result, const TextStyle& style) {
  const std::string verdict = fmt::format("{:<9}", upper(name_of(result.verdict)));
  std::string row =
      fmt::format("{}  {:<42} {:<6} {:>6} programs {:>8} tests {:>8.2f} s\n",
                  coloured(verdict, result.verdict, style), result.requirement->words.id,
                  name_of(result.requirement->level), result.outcome.cases,
                  result.outcome.instances, result.outcome.seconds);
  if (!result.why.empty()) row += fmt::format("           why: {}\n", printable(result.why));
  if (!result.note.empty()) row += fmt::format("           note: {}\n", result.note);
  return row;
}

std::string failure_text(const RequirementResult& result, const ConformReport& report,
                         const TextStyle& style) {
  const FailureFields failure = failure_fields_of(result, report);
  std::string text = fmt::format("\n{}  {} ({}): {}\n",
                                 coloured(upper(name_of(result.verdict)), result.verdict, style),
                                 failure.requirement, failure.level, failure.statement);
  const std::string body = plain_text(failure);
  for (std::size_t begin = 0; begin < body.size();) {
    const std::size_t end = std::min(body.find('\n', begin), body.size());
    text += printable(std::string_view(body).substr(begin, end - begin)) + "\n";
    begin = end + 1;
  }
  return text;
}

}  // namespace

std::string closing_line_of(const ConformReport& report) {
  std::map<Verdict, std::size_t> counts;
  for (const RequirementResult& result : report.results) ++counts[result.verdict];
  std::string list;
  for (const auto& [verdict, count] : counts) {
    list += fmt::format("{}{} {}", list.empty() ? "" : ", ", count, name_of(verdict));
  }
  if (!list.empty()) list += "; ";  // without programs there is nothing to count
  const std::string examples =
      report.examples.empty() ? ""
                              : fmt::format("examples: {}\n", example_counts_of(report).words());
  return fmt::format("{}{}: {} ({}seed {})\n", examples, printable(report.endpoint),
                     policy::name_of(verdict_of(report)), list, report.seed);
}

std::string to_text(const ConformReport& report, const TextStyle& style, bool closing_line) {
  const SharedErrors shared(report);
  std::string text;
  for (const RequirementResult& result : report.results) {
    if (!shared.tell(result)) text += table_row(result, style);
  }
  auto examples = noteworthy(report.examples);
  std::erase_if(examples, [&](const ExampleResult& result) { return shared.tell(result); });
  text += to_text(examples) + shared.text();
  for (const SharedFailure& alike : shared_failures(report)) text += "\n" + describe(alike) + "\n";
  for (const RequirementResult& result : report.results) {
    if (result.outcome.counterexample) text += failure_text(result, report, style);
  }
  text += to_text(report.freedoms);
  return closing_line ? text + "\n" + closing_line_of(report) : text;
}

}  // namespace sqsproof::properties

#include <algorithm>
#include <fmt/format.h>

#include "properties/examples/run.h"
#include "properties/report/conform_counts.h"
#include "properties/report/freedoms_text.h"
#include "properties/report/reproduced.h"
#include "properties/report/shared_errors.h"

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

/// The calls that matter, premises of the violation marked.
std::string history_text(const Counterexample& example) {
  std::string text;
  std::size_t left_out = 0;
  const auto lines = semantics::describe_operations(example.history);
  const auto& because = example.violation.because;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t id = example.history.operations[i].id;
    if (std::find(example.calls.begin(), example.calls.end(), id) == example.calls.end()) {
      ++left_out;
      continue;
    }
    const bool premise = std::find(because.begin(), because.end(), id) != because.end();
    text += fmt::format("{} {:>3} {}\n", premise ? '*' : ' ', id, printable(lines[i]));
  }
  if (left_out > 0) {
    text += fmt::format("  {} more {} not matter for it\n", left_out,
                        left_out == 1 ? "call does" : "calls do");
  }
  return text;
}

std::string indented(const std::string& lines, std::string_view first, std::string_view others) {
  std::string text;
  std::size_t begin = 0;
  while (begin <= lines.size()) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    text += fmt::format("{}{}\n", begin == 0 ? first : others,
                        printable(std::string_view(lines).substr(begin, end - begin)));
    begin = end + 1;
  }
  return text;
}

std::string failure_text(const RequirementResult& result, const ConformReport& report,
                         const TextStyle& style) {
  const Counterexample& example = *result.outcome.counterexample;
  const Description& words = result.requirement->words;
  std::string text =
      fmt::format("\n{}  {}: {}\n", coloured(upper(name_of(result.verdict)), result.verdict, style),
                  words.id, words.title);
  const auto program = describe(example.program);
  text += fmt::format("  {}\n", program.front());
  for (std::size_t i = 1; i < program.size(); ++i) text += fmt::format("  {}. {}\n", i, program[i]);
  text += "\n" + history_text(example);
  text += indented(example.violation.explanation, "  because  ", "           ");
  text += fmt::format("  AWS: {}\n", words.reference);
  text += fmt::format("  {} commands, shrunk from {} in {} runs; seed {}\n",
                      example.program.commands.size(), example.commands_found, example.shrink_runs,
                      report.seed);
  if (const auto again = describe(example.reproduced); !again.empty()) text += "  " + again + "\n";
  text += result.replay_file.empty()
              ? "  replay: add --replay-dir DIR to keep the program in a file\n"
              : fmt::format("  replay: {}\n", replay_command(result.replay_file, report.target));
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
  for (const RequirementResult& result : report.results) {
    if (result.outcome.counterexample) text += failure_text(result, report, style);
  }
  text += to_text(report.freedoms);
  return closing_line ? text + "\n" + closing_line_of(report) : text;
}

}  // namespace sqsproof::properties

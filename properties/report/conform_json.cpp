#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "properties/examples/run.h"
#include "properties/report/conform_counts.h"
#include "properties/report/freedoms_text.h"
#include "properties/report/xml.h"

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;
using Verdict = RequirementResult::Verdict;

Json json_of(const RequirementResult& result) {
  const Counterexample& example = *result.outcome.counterexample;
  const std::string file = result.replay_file.empty() ? "-" : result.replay_file;
  return {
      {"program", describe(example.program)},
      {"history", semantics::describe_operations(example.history)},
      {"at", example.violation.at},
      {"because", example.violation.because},
      {"calls", example.calls},
      {"explanation", example.violation.explanation},
      {"commands", example.program.commands.size()},
      {"shrunk_from", example.commands_found},
      {"shrink_runs", example.shrink_runs},
      {"replay", "sqsproof conform replay " + file},
      // What `conform replay -` reads from standard input.
      {"replay_program",
       Json::parse(to_json(Replay{std::string(result.requirement->words.id), example.program}))}};
}

Json summary_of(const ConformReport& report) {
  Json summary;
  for (const Level level : {Level::must, Level::should, Level::may}) {
    const LevelCounts counts = counts_of(report, level);
    summary[std::string(name_of(level))] = {{"pass", counts.pass},
                                            {"fail", counts.fail},
                                            {"undecided", counts.undecided},
                                            {"skipped", counts.skipped}};
  }
  return summary;
}

std::string junit_outcome(const RequirementResult& result) {
  if (result.verdict == Verdict::fail) {
    const Counterexample& example = *result.outcome.counterexample;
    std::string body;
    for (const std::string& line : describe(example.program)) body += xml_text(line) + "\n";
    body += xml_text(example.violation.explanation);
    return fmt::format("    <failure message=\"{}\">{}</failure>\n",
                       xml_text(result.requirement->words.title), body);
  }
  const std::string why = xml_text(result.why);
  if (result.verdict == Verdict::skip) return fmt::format("    <skipped message=\"{}\"/>\n", why);
  if (result.verdict == Verdict::xpass) return "    <failure message=\"passes, though known\"/>\n";
  if (result.verdict == Verdict::undecided || result.verdict == Verdict::error) {
    return fmt::format("    <error message=\"{}\"/>\n", why);
  }
  return "";
}

std::string junit_outcome(const ExampleResult& result) {
  const auto column = column_of(result.verdict);
  const char* element = column == &LevelCounts::fail        ? "failure"
                        : column == &LevelCounts::undecided ? "error"
                        : column == &LevelCounts::skipped   ? "skipped"
                                                            : nullptr;
  if (element == nullptr) return "";
  std::string body;
  for (const std::string& line : result.transcript) body += xml_text(line) + "\n";
  return fmt::format("    <{0} message=\"{1}\">{2}</{0}>\n", element, xml_text(result.why), body);
}

}  // namespace

std::string to_json(const ConformReport& report) {
  Json requirements = Json::array();
  for (const RequirementResult& result : report.results) {
    Json one = {
        {"id", result.requirement->words.id},    {"level", name_of(result.requirement->level)},
        {"verdict", name_of(result.verdict)},    {"cases", result.outcome.cases},
        {"instances", result.outcome.instances}, {"seconds", result.outcome.seconds}};
    if (!result.why.empty()) one["why"] = result.why;
    if (!result.note.empty()) one["note"] = result.note;
    if (result.outcome.counterexample) one["counterexample"] = json_of(result);
    requirements.push_back(std::move(one));
  }
  Json document = {{"tool", "sqsproof"},
                   {"version", report.version},
                   {"endpoint", report.endpoint},
                   {"seed", report.seed},
                   {"verdict", policy::name_of(verdict_of(report))},
                   {"summary", summary_of(report)},
                   {"requirements", std::move(requirements)}};
  if (report.freedoms.any()) document["fingerprint"] = Json::parse(to_json(report.freedoms));
  if (!report.examples.empty()) document["examples"] = Json::parse(to_json(report.examples));
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string to_junit(const ConformReport& report) {
  std::string cases;
  std::size_t failures = 0, errors = 0, skipped = 0;
  for (const RequirementResult& result : report.results) {
    failures += result.verdict == Verdict::fail || result.verdict == Verdict::xpass;
    errors += result.verdict == Verdict::undecided || result.verdict == Verdict::error;
    skipped += result.verdict == Verdict::skip;
    cases += fmt::format(
        "  <testcase classname=\"conform\" name=\"{}\" time=\"{:.3f}\">\n{}"
        "  </testcase>\n",
        result.requirement->words.id, result.outcome.seconds, junit_outcome(result));
  }
  for (const ExampleResult& result : report.examples) {
    const auto column = column_of(result.verdict);
    failures += column == &LevelCounts::fail;
    errors += column == &LevelCounts::undecided;
    skipped += column == &LevelCounts::skipped;
    cases += fmt::format(
        "  <testcase classname=\"conform.example\" name=\"{} ({})\">\n{}  </testcase>\n",
        result.example->words.id, fixtures::name_of(result.protocol), junit_outcome(result));
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuite name=\"sqsproof conform {}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" "
      "skipped=\"{}\">\n{}</testsuite>\n",
      xml_text(report.endpoint), report.results.size() + report.examples.size(), failures, errors,
      skipped, cases);
}

}  // namespace sqsproof::properties

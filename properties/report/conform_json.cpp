#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "properties/examples/run.h"
#include "properties/report/conform_counts.h"
#include "properties/report/conform_failure.h"
#include "properties/report/freedoms_text.h"
#include "properties/report/shared_failures.h"

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;
using Verdict = RequirementResult::Verdict;

Json json_of(const RequirementResult& result, const ConformReport& report) {
  const Counterexample& example = *result.outcome.counterexample;
  const std::string file = result.replay_file.empty() ? "-" : result.replay_file;
  const FailureFields failure = failure_fields_of(result, report);
  Json json = {
      {"statement", failure.statement},
      {"program", describe(example.program)},
      {"history", semantics::describe_operations(example.history)},
      {"at", example.violation.at},
      {"because", example.violation.because},
      {"calls", example.calls},
      {"also_needed", also_needed(example)},
      {"explanation", example.violation.explanation},
      {"tolerance_us",
       {{"early", failure.tolerance.early_us}, {"late", failure.tolerance.late_us}}},
      {"reference", std::string(failure.reference.name) + std::string(failure.reference.rest)},
      {"seed", report.seed},
      {"commands", example.program.commands.size()},
      {"shrunk_from", example.commands_found},
      {"shrink_runs", example.shrink_runs},
      {"reproduced", {{"failed", example.reproduced.failed}, {"of", example.reproduced.of}}},
      {"replay", replay_command(file, report.target)},
      // What `conform replay -` reads from standard input.
      {"replay_program",
       Json::parse(
           with_target(to_json(Replay{std::string(result.requirement->words.id), example.program}),
                       report.target))}};
  if (!failure.reference.url.empty()) json["reference_url"] = failure.reference.url;
  if (failure.margin_us) json["margin_us"] = *failure.margin_us;
  return json;
}

Json hints_of(const ConformReport& report) {
  Json hints = Json::array();
  for (const SharedFailure& shared : shared_failures(report)) hints.push_back(shared.requirements);
  return hints;
}

Json summary_of(const ConformReport& report) {
  Json summary;
  for (const Level level : {Level::must, Level::should, Level::may}) {
    const Tally counts = counts_of(report, level);
    Json& row = summary[std::string(name_of(level))];
    for (const Verdict verdict : kConformVerdicts) {
      row[verdict == Verdict::skip ? "skipped" : std::string(name_of(verdict))] = counts[verdict];
    }
  }
  return summary;
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
    if (result.outcome.counterexample) one["counterexample"] = json_of(result, report);
    requirements.push_back(std::move(one));
  }
  Json document = {{"tool", "sqsproof"},
                   {"version", report.version},
                   {"endpoint", report.endpoint},
                   {"seed", report.seed},
                   {"verdict", policy::name_of(verdict_of(report))},
                   {"seconds", report.seconds},
                   {"summary", summary_of(report)},
                   {"requirements", std::move(requirements)}};
  if (report.freedoms.any()) document["fingerprint"] = Json::parse(to_json(report.freedoms));
  const Json alike = hints_of(report);
  if (!alike.empty()) document["may_be_one_bug"] = alike;
  if (!report.examples.empty()) document["examples"] = Json::parse(to_json(report.examples));
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sqsproof::properties

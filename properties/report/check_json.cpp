// What `check` tells programs.
#include <nlohmann/json.hpp>

#include "policy/support/json.h"
#include "properties/report/check_report.h"
#include "properties/report/edits.h"

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;

Json location_of(const policy::Source& source, policy::Place place) {
  const auto at = policy::line_column(*source, place.begin);
  return {{"file", source->name},
          {"line", at.line},
          {"column", at.column},
          {"pointer", policy::json_pointer_at(source, place.begin)}};
}

/// The edits are told in bytes of the file.
Json json_of(const Fix& fix, const policy::Source& source) {
  Json edits = Json::array();
  for (const Fix::Edit& edit : fix.edits) {
    const Fix::Edit there = in_file(source, edit);
    edits.push_back({{"begin", there.place.begin}, {"end", there.place.end}, {"text", there.text}});
  }
  return {{"title", fix.title}, {"keeps_meaning", fix.keeps_meaning}, {"edits", edits}};
}

Json json_of(const Finding& finding) {
  Json json = {{"rule", finding.rule},
               {"severity", policy::name_of(finding.severity)},
               {"verdict", policy::name_of(finding.verdict)},
               {"message", finding.message},
               {"queue", finding.queue},
               {"location", location_of(finding.source, finding.place)},
               {"statements", finding.statements}};
  if (finding.witness) json["witness"] = Json::parse(policy::to_json(*finding.witness));
  json["notes"] = finding.notes;
  json["help"] = finding.help;
  if (finding.fix) json["fix"] = json_of(*finding.fix, finding.source);
  json["fingerprint"] = fingerprint_of(finding);
  json["state"] = name_of(finding.state);
  return json;
}

Json json_of(const policy::Diagnostic& diagnostic) {
  Json json = {{"rule", diagnostic.id},
               {"severity", policy::name_of(diagnostic.severity)},
               {"message", diagnostic.message}};
  if (diagnostic.source != nullptr) {
    json["location"] = location_of(diagnostic.source, diagnostic.place);
  }
  json["help"] = diagnostic.help;
  return json;
}

Json json_of(const BaselineUse& baseline) {
  Json unused = Json::array();
  for (const BaselineEntry& entry : baseline.unused) {
    unused.push_back({{"rule", entry.rule},
                      {"queue", entry.queue},
                      {"message", entry.message},
                      {"fingerprint", entry.fingerprint}});
  }
  return {{"file", baseline.file}, {"unused", unused}};
}

Json assumptions_of(const CheckReport& report) {
  Json assumptions = Json::array();
  for (const CheckedInput& input : report.inputs) {
    if (!input.assumption.empty()) {
      assumptions.push_back({{"file", input.name}, {"text", input.assumption}});
    }
    for (const std::string& note : input.notes) {
      assumptions.push_back({{"file", input.name}, {"text", note}});
    }
  }
  for (const std::string& note : report.notes) assumptions.push_back({{"text", note}});
  return assumptions;
}

}  // namespace

std::string to_json(const CheckReport& report) {
  Json findings = Json::array();
  Json diagnostics = Json::array();
  const CheckTally tally = tally_of(report);
  for (const CheckedInput& input : report.inputs) {
    for (const Finding& finding : input.result.findings) findings.push_back(json_of(finding));
    for (const auto& diagnostic : input.diagnostics) diagnostics.push_back(json_of(diagnostic));
  }
  Json json = {{"tool", "sqsproof"},
               {"version", report.version},
               {"verdict", policy::name_of(verdict_of(report))},
               {"findings", findings},
               {"diagnostics", diagnostics},
               {"assumptions", assumptions_of(report)},
               {"truncated", tally.left_out > 0},
               {"stats",
                {{"inputs", report.files},
                 {"queues", tally.queues},
                 {"policies", tally.policies},
                 {"new", tally.fresh},
                 {"existing", tally.existing},
                 {"known", tally.known},
                 {"questions", tally.questions},
                 {"left_out", tally.left_out},
                 {"seconds", report.seconds}}}};
  if (report.baseline) json["baseline"] = json_of(*report.baseline);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sqsproof::properties

// SARIF 2.1.0, as code scanning pages read it. The OASIS standard names the members.
#include <map>
#include <nlohmann/json.hpp>

#include "policy/support/json.h"
#include "properties/property.h"
#include "properties/report/check_formats.h"

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;

std::string_view level_of(policy::Severity severity) {
  constexpr std::string_view levels[] = {"note", "warning", "error"};
  return levels[static_cast<int>(severity)];
}

/// `%SRCROOT%` is where the repository begins; absolute paths stay what they are.
Json location(const policy::Source& source, policy::Place place) {
  const auto begin = policy::line_column(*source, place.begin);
  const auto end = policy::line_column(*source, std::max(place.begin, place.end));
  Json artifact = {{"uri", source->name}};
  if (!source->name.starts_with('/')) artifact["uriBaseId"] = "%SRCROOT%";
  return {{"physicalLocation",
           {{"artifactLocation", artifact},
            {"region",
             {{"startLine", begin.line},
              {"startColumn", begin.column},
              {"endLine", end.line},
              {"endColumn", std::max(end.column, begin.column)}}}}}};
}

class SarifWriter {
 public:
  void add(const Finding& finding) {
    Json result = start(finding.rule, finding.severity);
    std::string text = finding.message;
    if (finding.witness) text += "\nwitness: " + policy::to_json(*finding.witness);
    for (const std::string& note : finding.notes) text += "\nnote: " + note;
    result["message"] = {{"text", text + "\nhelp: " + finding.help}};
    result["locations"] = Json::array({location(finding.source, finding.place)});
    result["partialFingerprints"] = {{"sqsproof/v1", fingerprint_of(finding)}};
    result["properties"] = {{"verdict", policy::name_of(finding.verdict)},
                            {"queue", finding.queue}};
    results_.push_back(std::move(result));
  }

  void add(const policy::Diagnostic& diagnostic) {
    Json result = start(diagnostic.id, diagnostic.severity);
    result["message"] = {{"text", diagnostic.message + "\nhelp: " + diagnostic.help}};
    if (diagnostic.source != nullptr) {
      result["locations"] = Json::array({location(diagnostic.source, diagnostic.place)});
    }
    results_.push_back(std::move(result));
  }

  [[nodiscard]] std::string write(const std::string& version) {
    Json rules = Json::array();
    for (const std::string& id : ids_) rules.push_back(rule(id));
    const Json log = {
        {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
        {"version", "2.1.0"},
        {"runs",
         Json::array(
             {{{"tool",
                {{"driver", {{"name", "sqsproof"}, {"version", version}, {"rules", rules}}}}},
               {"columnKind", "utf16CodeUnits"},
               {"results", results_}}})}};
    return log.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  }

 private:
  Json start(const std::string& id, policy::Severity severity) {
    const auto [found, fresh] = numbers_.emplace(id, ids_.size());
    if (fresh) ids_.push_back(id);
    return {{"ruleId", id}, {"ruleIndex", found->second}, {"level", level_of(severity)}};
  }

  static Json rule(const std::string& id) {
    Json rule = {{"id", id}};
    for (const CatalogueRow& row : catalogue()) {
      if (row.words.id != id) continue;
      rule["shortDescription"] = {{"text", row.words.title}};
      rule["fullDescription"] = {{"text", row.words.rationale}};
      rule["help"] = {{"text", "Reference: " + std::string(row.words.reference)}};
      break;
    }
    return rule;
  }

  std::vector<std::string> ids_;
  std::map<std::string, std::size_t> numbers_;
  Json results_ = Json::array();
};

}  // namespace

std::string to_sarif(const CheckReport& report) {
  SarifWriter writer;
  for (const CheckedInput& input : report.inputs) {
    for (const auto& diagnostic : input.diagnostics) writer.add(diagnostic);
    for (const Finding& finding : input.result.findings) writer.add(finding);
  }
  return writer.write(report.version);
}

}  // namespace sqsproof::properties

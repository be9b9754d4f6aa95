// SARIF 2.1.0, as code scanning pages read it. The OASIS standard names the members.
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>

#include "policy/support/json.h"
#include "policy/support/percent.h"
#include "policy/support/quoted.h"
#include "properties/property.h"
#include "properties/report/check_formats.h"

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;

std::string_view level_of(policy::Severity severity) {
  constexpr std::string_view levels[] = {"note", "warning", "error"};
  return levels[static_cast<int>(severity)];
}

/// Characters of UTF-16 in some UTF-8: what columns count here.
std::size_t utf16_length(std::string_view text) {
  std::size_t length = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) length += byte >= 0xF0U ? 2 : 1;
  }
  return length;
}

policy::LineColumn position(const policy::Source& source, std::size_t offset) {
  const policy::Spot spot = policy::as_read(source, {offset, offset});
  policy::LineColumn at = policy::line_column(*spot.source, spot.place.begin);
  const std::string_view text = spot.source->text;
  const std::size_t end = std::min(spot.place.begin, text.size());
  const std::size_t newline = text.substr(0, end).rfind('\n');
  const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
  at.column -= end - begin - utf16_length(text.substr(begin, end - begin));
  return at;
}

Json region(const policy::Source& source, policy::Place place) {
  const auto begin = position(source, place.begin);
  const auto end = position(source, std::max(place.begin, place.end));
  return {{"startLine", begin.line},
          {"startColumn", begin.column},
          {"endLine", end.line},
          {"endColumn", end.column}};
}

/// A reference of RFC 3986. `%SRCROOT%` is where the repository begins; absolute paths stay what
/// they are.
Json artifact(const policy::Source& source) {
  Json artifact = {{"uri", policy::percent_encoded(source->name, "/")}};
  if (!source->name.starts_with('/')) artifact["uriBaseId"] = "%SRCROOT%";
  return artifact;
}

Json location(const policy::Source& source, policy::Place place) {
  return {{"physicalLocation",
           {{"artifactLocation", artifact(source)}, {"region", region(source, place)}}}};
}

Json fixes(const policy::Source& source, const Fix& fix) {
  Json replacements = Json::array();
  for (const Fix::Edit& edit : fix.edits) {
    replacements.push_back(
        {{"deletedRegion", region(source, edit.place)},
         {"insertedContent", {{"text", policy::as_written(*source, edit.text)}}}});
  }
  const Json change = {{"artifactLocation", artifact(source)}, {"replacements", replacements}};
  return Json::array(
      {{{"description", {{"text", fix.title}}}, {"artifactChanges", Json::array({change})}}});
}

/// How SARIF calls the state of a finding.
std::string_view baseline_state(Finding::State state) {
  return state == Finding::State::fresh ? "new" : "unchanged";
}

class SarifWriter {
 public:
  explicit SarifWriter(bool compared) : compared_(compared) {}

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
    if (compared_) result["baselineState"] = baseline_state(finding.state);
    if (finding.fix && !finding.fix->edits.empty()) {
      result["fixes"] = fixes(finding.source, *finding.fix);
    }
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

  bool compared_;
  std::vector<std::string> ids_;
  std::map<std::string, std::size_t> numbers_;
  Json results_ = Json::array();
};

}  // namespace

std::string to_sarif(const CheckReport& report) {
  SarifWriter writer(report.compared);
  for (const CheckedInput& input : report.inputs) {
    for (const auto& diagnostic : input.diagnostics) writer.add(diagnostic);
    for (const Finding& finding : input.result.findings) writer.add(finding);
  }
  return writer.write(report.version);
}

}  // namespace sqsproof::properties

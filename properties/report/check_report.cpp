#include "properties/report/check_report.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <numeric>

#include "policy/support/json.h"

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;
using policy::Verdict;

TextMessage message_of(const Finding& finding) {
  TextMessage message{finding.severity,
                      finding.rule,
                      finding.message,
                      finding.source,
                      finding.place,
                      finding.label,
                      {}};
  if (finding.witness) message.remarks.push_back({"witness", policy::to_json(*finding.witness)});
  for (const std::string& note : finding.notes) message.remarks.push_back({"note", note});
  message.remarks.push_back({"help", finding.help});
  if (finding.fix) message.remarks.push_back({"fix", finding.fix->title});
  return message;
}

/// Says what was proved when nothing was found.
std::string all_good(const CheckedInput& input) {
  std::string asked;
  for (const AccessCheck& check : all_access_checks()) {
    const auto& ids = input.result.asked;
    const bool was_asked = std::find(ids.begin(), ids.end(), check.words.id) != ids.end();
    if (check.severity == policy::Severity::error && !was_asked) {
      for (const std::string_view id : ids)
        asked += fmt::format("{} {}", asked.empty() ? "" : ",", id);
      return fmt::format("holds: {}: {} ({} questions)\n", printable(input.name),
                         asked.empty() ? "no access question was asked"
                                       : "proved for " + input.queue + ":" + asked,
                         input.result.questions);
    }
  }
  return fmt::format(
      "holds: {}: no stranger, no account outside the trusted ones and no service "
      "acting for a stranger gets into {} (proved, {} questions)\n",
      printable(input.name), input.queue, input.result.questions);
}

Json location_of(const policy::Source& source, policy::Place place) {
  const auto at = policy::line_column(*source, place.begin);
  return {{"file", source->name},
          {"line", at.line},
          {"column", at.column},
          {"pointer", policy::json_pointer_at(source, place.begin)}};
}

Json json_of(const Fix& fix) {
  Json edits = Json::array();
  for (const Fix::Edit& edit : fix.edits) {
    edits.push_back({{"begin", edit.place.begin}, {"end", edit.place.end}, {"text", edit.text}});
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
  if (finding.fix) json["fix"] = json_of(*finding.fix);
  json["fingerprint"] = fingerprint_of(finding);
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

/// Keeps the heaviest `kShown`, of equal ones the first; returns how many are left out.
template <class Message>
std::size_t bound(std::vector<Message>& messages) {
  if (messages.size() <= kShown) return 0;
  std::vector<std::size_t> order(messages.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return messages[a].severity > messages[b].severity;
  });
  order.resize(kShown);
  std::sort(order.begin(), order.end());
  std::vector<Message> kept;
  for (const std::size_t i : order) kept.push_back(std::move(messages[i]));
  const std::size_t left_out = messages.size() - kept.size();
  messages = std::move(kept);
  return left_out;
}

}  // namespace

void bound(CheckedInput& input) {
  input.findings_left_out += bound(input.result.findings);
  input.diagnostics_left_out += bound(input.diagnostics);
}

Verdict verdict_of(const CheckReport& report) {
  Verdict verdict = Verdict::holds;
  for (const CheckedInput& input : report.inputs) {
    verdict = policy::worst(verdict, input.decided ? input.result.verdict : Verdict::unknown);
  }
  return verdict;
}

std::string to_text(const CheckReport& report, const TextStyle& style, bool closing) {
  std::string out;
  std::size_t findings = 0;
  for (const CheckedInput& input : report.inputs) {
    for (const Finding& finding : input.result.findings) {
      out += render(message_of(finding), style) + "\n";
      ++findings;
    }
    if (input.findings_left_out > 0) {
      out += fmt::format("… and {} more findings in {}\n\n", input.findings_left_out,
                         printable(input.name));
      findings += input.findings_left_out;
    }
    if (!input.decided) continue;
    if (!input.assumption.empty()) {
      out += fmt::format("note: {}: {}\n", printable(input.name), input.assumption);
    }
    for (const std::string& note : input.notes) {
      out += fmt::format("note: {}: {}\n", printable(input.name), printable(note));
    }
    if (input.result.verdict == Verdict::holds) out += all_good(input);
  }
  if (closing) {
    out +=
        fmt::format("{}: {} policies, {} findings, {:.3f} s\n", policy::name_of(verdict_of(report)),
                    report.inputs.size(), findings, report.seconds);
  }
  return out;
}

std::string to_json(const CheckReport& report) {
  Json findings = Json::array();
  Json diagnostics = Json::array();
  Json assumptions = Json::array();
  std::size_t questions = 0;
  std::size_t left_out = 0;
  for (const CheckedInput& input : report.inputs) {
    left_out += input.findings_left_out + input.diagnostics_left_out;
    for (const Finding& finding : input.result.findings) findings.push_back(json_of(finding));
    for (const auto& diagnostic : input.diagnostics) diagnostics.push_back(json_of(diagnostic));
    if (!input.assumption.empty()) {
      assumptions.push_back({{"file", input.name}, {"text", input.assumption}});
    }
    for (const std::string& note : input.notes) {
      assumptions.push_back({{"file", input.name}, {"text", note}});
    }
    questions += input.result.questions;
  }
  const Json json = {{"tool", "sqsproof"},
                     {"version", report.version},
                     {"verdict", policy::name_of(verdict_of(report))},
                     {"findings", findings},
                     {"diagnostics", diagnostics},
                     {"assumptions", assumptions},
                     {"truncated", left_out > 0},
                     {"stats",
                      {{"inputs", report.inputs.size()},
                       {"policies", report.inputs.size()},
                       {"questions", questions},
                       {"left_out", left_out},
                       {"seconds", report.seconds}}}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sqsproof::properties

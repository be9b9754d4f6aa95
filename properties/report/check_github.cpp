// Workflow commands of GitHub: one line each, `::error file=…,line=…,title=…::message`.
#include <algorithm>
#include <fmt/format.h>
#include <vector>

#include "properties/report/check_formats.h"

namespace sqsproof::properties {
namespace {

/// What ends a message, or a property, is written as its code.
std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (char c : text) {
    const bool code = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
    out += code ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  }
  return out;
}

struct Annotation {
  policy::Severity severity;
  std::string text;
};

Annotation annotation(policy::Severity severity, const std::string& rule,
                      const policy::Source& source, policy::Place place,
                      const std::string& message) {
  constexpr std::string_view commands[] = {"notice", "warning", "error"};
  std::string where;
  if (source != nullptr) {
    const auto begin = policy::line_column(*source, place.begin);
    const auto end = policy::line_column(*source, std::max(place.begin, place.end));
    where = fmt::format("file={},line={},endLine={},", escaped(source->name, true), begin.line,
                        end.line);
  }
  return {severity, fmt::format("::{} {}title={}::{}\n", commands[static_cast<int>(severity)],
                                where, escaped(rule, true), escaped(message, false))};
}

}  // namespace

std::string to_github(const CheckReport& report) {
  std::vector<Annotation> all;
  for (const CheckedInput& input : report.inputs) {
    for (const auto& d : input.diagnostics) {
      all.push_back(
          annotation(d.severity, d.id, d.source, d.place, d.message + "\nhelp: " + d.help));
    }
    for (const Finding& finding : input.result.findings) {
      std::string message = finding.message;
      if (finding.witness) message += "\nwitness: " + policy::to_json(*finding.witness);
      all.push_back(annotation(finding.severity, finding.rule, finding.source, finding.place,
                               message + "\nhelp: " + finding.help));
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Annotation& a, const Annotation& b) {
    return a.severity > b.severity;
  });
  std::string out;
  for (const Annotation& one : all) out += one.text;
  return out;
}

}  // namespace sqsproof::properties

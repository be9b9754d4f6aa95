// JUnit XML of a check.
#include <fmt/format.h>

#include "properties/report/check_formats.h"
#include "properties/report/xml.h"

namespace sqsproof::properties {
namespace {

struct Suite {
  std::string cases;
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
};

std::string place_of(const policy::Source& source, policy::Place place) {
  if (source == nullptr) return {};
  const auto at = policy::line_column(*source, place.begin);
  return fmt::format("{}:{}:{}\n", source->name, at.line, at.column);
}

void add_case(Suite& suite, const std::string& input, const std::string& rule,
              std::string_view element, const std::string& message, const std::string& body) {
  ++suite.tests;
  if (element == "failure") ++suite.failures;
  if (element == "error") ++suite.errors;
  const std::string inner =
      element.empty() ? ""
                      : fmt::format("<{0} message=\"{1}\" type=\"{2}\">{3}</{0}>", element,
                                    xml_text(message), xml_text(rule), xml_text(body));
  suite.cases +=
      fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"0\">{}</testcase>\n",
                  xml_text(input), xml_text(rule), inner);
}

/// Remarks and warnings do not fail a build.
std::string_view element_of(const Finding& finding) {
  if (finding.severity != policy::Severity::error) return {};
  return finding.verdict == policy::Verdict::unknown ? "error" : "failure";
}

Suite suite_of(const CheckedInput& input) {
  Suite suite;
  for (const auto& diagnostic : input.diagnostics) {
    const bool error = diagnostic.severity == policy::Severity::error;
    add_case(suite, input.name, diagnostic.id, error ? "error" : "", diagnostic.message,
             place_of(diagnostic.source, diagnostic.place) + "help: " + diagnostic.help);
  }
  for (const Finding& finding : input.result.findings) {
    std::string body = place_of(finding.source, finding.place);
    if (finding.witness) body += "witness: " + policy::to_json(*finding.witness) + "\n";
    for (const std::string& note : finding.notes) body += "note: " + note + "\n";
    add_case(suite, input.name, finding.rule, element_of(finding), finding.message,
             body + "help: " + finding.help);
  }
  if (suite.tests == 0) add_case(suite, input.name, "access", {}, {}, {});
  return suite;
}

}  // namespace

std::string to_junit(const CheckReport& report) {
  std::string suites;
  Suite all;
  for (const CheckedInput& input : report.inputs) {
    const Suite suite = suite_of(input);
    suites += fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"0\" "
        "time=\"0\">\n{}  </testsuite>\n",
        xml_text(input.name), suite.tests, suite.failures, suite.errors, suite.cases);
    all.tests += suite.tests;
    all.failures += suite.failures;
    all.errors += suite.errors;
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"sqsproof check\" tests=\"{}\" failures=\"{}\" errors=\"{}\" "
      "time=\"{:.3f}\">\n{}</testsuites>\n",
      all.tests, all.failures, all.errors, report.seconds, suites);
}

}  // namespace sqsproof::properties

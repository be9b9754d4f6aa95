// A run as JUnit XML. Its outcomes are fewer than ours: a known failure is a skipped test that says
// so, and one that passes fails, because the list of known failures is out of date.
#include <fmt/format.h>

#include "properties/report/conform_counts.h"
#include "properties/report/conform_failure.h"
#include "properties/report/xml.h"

namespace sqsproof::properties {
namespace {

using Verdict = ConformVerdict;

/// Null: an empty test case, which has passed.
const char* element_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return nullptr;
    case Verdict::fail:
    case Verdict::xpass:
      return "failure";
    case Verdict::undecided:
    case Verdict::error:
      return "error";
    case Verdict::skip:
    case Verdict::xfail:
      break;
  }
  return "skipped";
}

std::string outcome(Verdict verdict, const std::string& message, const std::string& body) {
  const char* element = element_of(verdict);
  if (element == nullptr) return "";
  const bool known = verdict == Verdict::xfail;
  return fmt::format("    <{0} message=\"{1}{2}\">{3}</{0}>\n", element,
                     known ? "known failure: " : "", xml_text(message), body);
}

std::string outcome(const RequirementResult& result, const ConformReport& report) {
  if (!result.outcome.counterexample) return outcome(result.verdict, result.why, "");
  const FailureFields failure = failure_fields_of(result, report);
  const std::string head =
      fmt::format("{} ({}): {}\n", failure.requirement, failure.level, failure.statement);
  return outcome(result.verdict,
                 failed(result.verdict) ? std::string(failure.statement) : result.why,
                 xml_text(head + plain_text(failure)));
}

std::string outcome(const ExampleResult& result) {
  std::string body;
  for (const std::string& line : result.transcript) body += xml_text(line) + "\n";
  return outcome(result.verdict, result.why, body);
}

/// Test cases of a suite, and how many of them came out how.
class Suite {
 public:
  void add(const std::string& attributes, Verdict verdict, const std::string& outcome) {
    const std::string_view element = element_of(verdict) ? element_of(verdict) : "";
    ++tests_;
    failures_ += element == "failure";
    errors_ += element == "error";
    skipped_ += element == "skipped";
    cases_ += fmt::format("  <testcase {}>\n{}  </testcase>\n", attributes, outcome);
  }

  std::string text(const ConformReport& report) const {
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuite name=\"sqsproof conform {}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" "
        "skipped=\"{}\" time=\"{:.3f}\">\n{}</testsuite>\n",
        xml_text(report.endpoint), tests_, failures_, errors_, skipped_, report.seconds, cases_);
  }

 private:
  std::size_t tests_ = 0, failures_ = 0, errors_ = 0, skipped_ = 0;
  std::string cases_;
};

}  // namespace

std::string to_junit(const ConformReport& report) {
  Suite suite;
  for (const RequirementResult& result : report.results) {
    suite.add(fmt::format("classname=\"conform\" name=\"{}\" time=\"{:.3f}\"",
                          result.requirement->words.id, result.outcome.seconds),
              result.verdict, outcome(result, report));
  }
  for (const ExampleResult& result : report.examples) {
    suite.add(fmt::format("classname=\"conform.example\" name=\"{} ({})\"",
                          result.example->words.id, fixtures::name_of(result.protocol)),
              result.verdict, outcome(result));
  }
  return suite.text(report);
}

}  // namespace sqsproof::properties

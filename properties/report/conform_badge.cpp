// A picture for a README: how many requirements hold.
#include <fmt/format.h>

#include "properties/report/conform_counts.h"

namespace sqsproof::properties {

std::string to_badge(const ConformReport& report) {
  const std::string words = headline_of(report);
  const auto verdict = verdict_of(report);
  const char* color = verdict == policy::Verdict::holds      ? "#2e7d32"
                      : verdict == policy::Verdict::violated ? "#c62828"
                                                             : "#b26a00";
  constexpr int kName = 92;  // width of `SQS conformance`
  const int width = kName + 14 + static_cast<int>(words.size()) * 7;
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"20\" role=\"img\" "
      "aria-label=\"SQS conformance: {1}\" font-family=\"Verdana, sans-serif\" font-size=\"11\">"
      "<rect width=\"{0}\" height=\"20\" rx=\"3\" fill=\"#444\"/>"
      "<rect x=\"{2}\" width=\"{3}\" height=\"20\" rx=\"3\" fill=\"{4}\"/>"
      "<rect x=\"{2}\" width=\"4\" height=\"20\" fill=\"{4}\"/>"
      "<text x=\"6\" y=\"14\" fill=\"#fff\" textLength=\"{5}\">SQS conformance</text>"
      "<text x=\"{6}\" y=\"14\" fill=\"#fff\">{1}</text></svg>\n",
      width, words, kName + 4, width - kName - 4, color, kName - 8, kName + 10);
}

}  // namespace sqsproof::properties

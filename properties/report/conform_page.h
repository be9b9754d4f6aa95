// What the pages of a conformance run share: their frame, and the story of a failure. Internal to
// the reports.
#pragma once

#include "properties/report/conform_report.h"

namespace sqsproof::properties {

/// A whole page, in which nothing is loaded from elsewhere. The title is text, the body HTML.
[[nodiscard]] std::string html_page(const std::string& title, const std::string& body);
[[nodiscard]] std::string html_badge(ConformVerdict verdict);
/// Where the story of a requirement's failure stands in a page.
[[nodiscard]] std::string html_anchor(std::string_view id);
/// What was done, a picture of what was seen, and why it is wrong; of one with a counterexample.
[[nodiscard]] std::string html_failure(const RequirementResult& result,
                                       const ConformReport& report);

}  // namespace sqsproof::properties

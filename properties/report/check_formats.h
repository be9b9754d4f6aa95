// What `check` tells, for the tools around it: code scanning (SARIF), test pages (JUnit), and the
// annotations of GitHub's workflows.
#pragma once

#include <string>

#include "properties/report/check_report.h"

namespace sqsproof::properties {

/// SARIF 2.1.0: one run; every rule that was found is described; fingerprints survive moved lines.
[[nodiscard]] std::string to_sarif(const CheckReport& report);
/// A suite for each input; a test case for each finding or mistake, one that passes where there is
/// none. Undecided findings are errors, not failures.
[[nodiscard]] std::string to_junit(const CheckReport& report);
/// Workflow commands, the worst first: a step shows ten errors and ten warnings.
[[nodiscard]] std::string to_github(const CheckReport& report);

}  // namespace sqsproof::properties

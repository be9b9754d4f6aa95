// What of AWS's freedoms an endpoint needs, in the forms of the reports.
#pragma once

#include <string>
#include <vector>

#include "properties/explore/freedoms_needed.h"

namespace sqsproof::properties {

/// None when no freedom of AWS explains anything.
[[nodiscard]] std::vector<std::string> lines_of(const FreedomsNeeded& needed);
[[nodiscard]] std::string to_text(const FreedomsNeeded& needed);
/// An object: `freedoms` with `id`, `what`, `histories` and, where it is counted, `share`;
/// `unexplained` ids of promises; and `excusable` promises, with `id` and the fewest freedoms that
/// would excuse their failures, taken one by one (`by`, each an `id` and `what`).
[[nodiscard]] std::string to_json(const FreedomsNeeded& needed);

}  // namespace sqsproof::properties

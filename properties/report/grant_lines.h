// One grant, as all reports about grants write it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/access/grants.h"

namespace sqsproof::properties {

/// An array of JSON.
[[nodiscard]] std::string grants_as_json(const std::vector<Grant>& grants);

/// `mark` goes before it.
[[nodiscard]] std::string grant_lines(const Grant& grant, std::string_view mark);
/// Witness and notes of anything that has them.
[[nodiscard]] std::string evidence_lines(const std::optional<policy::Request>& witness,
                                         const std::vector<std::string>& notes);
[[nodiscard]] std::string gap_lines(const Grants& grants);

}  // namespace sqsproof::properties

// A hint that failures of several requirements may be one bug: they fail in the same kind of call
// (failure_kind), and the smallest program of one is part of the programs of the others.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "properties/report/conform_report.h"

namespace sqsproof::properties {

struct SharedFailure {
  std::vector<std::string_view> requirements;  ///< ids; the one with the smallest program first
  std::string kind;
};
/// Groups of two and more; each requirement in one at most.
[[nodiscard]] std::vector<SharedFailure> shared_failures(const ConformReport& report);
/// `these 3 failures may be one bug: …`
[[nodiscard]] std::string describe(const SharedFailure& shared);

}  // namespace sqsproof::properties

// Why a message should have come, in words: which call and which timer make it so.
#pragma once

#include <string>
#include <vector>

#include "semantics/judge/case.h"

namespace sqsproof::semantics {

[[nodiscard]] std::string explain(const Case& the_case, const Missing& missing);
/// The operations that it follows from.
[[nodiscard]] std::vector<std::size_t> operations_of(const Case& the_case, const Missing& missing);

}  // namespace sqsproof::semantics

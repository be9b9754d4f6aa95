// Two sends in words. Internal to explanations.
#pragma once

#include <string>

#include "semantics/judge/case.h"

namespace sqsproof::semantics {

/// `operations 2 and 3`, or `entries 1 and 2 of operation 2` where one batch sent both.
[[nodiscard]] std::string both_sends(const Case& the_case, const SendRecord& x,
                                     const SendRecord& y);

}  // namespace sqsproof::semantics

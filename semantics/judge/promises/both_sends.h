// Two sends in words. Internal to explanations.
#pragma once

#include <fmt/core.h>
#include <string>

#include "semantics/judge/case.h"

namespace sqsproof::semantics {

/// `operations 2 and 3`, or `entries 1 and 2 of operation 2` where one batch sent both.
[[nodiscard]] inline std::string both_sends(const Case& the_case, const SendRecord& x,
                                            const SendRecord& y) {
  if (x.operation == y.operation) {
    return fmt::format("entries {} and {} of operation {}", x.entry + 1, y.entry + 1,
                       the_case.id(x.operation));
  }
  return fmt::format("operations {} and {}", the_case.id(x.operation), the_case.id(y.operation));
}

}  // namespace sqsproof::semantics

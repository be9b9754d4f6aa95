#include "semantics/judge/promises/both_sends.h"

#include <fmt/core.h>

namespace sqsproof::semantics {

std::string both_sends(const Case& the_case, const SendRecord& x, const SendRecord& y) {
  if (x.operation == y.operation) {
    return fmt::format("entries {} and {} of operation {}", x.entry + 1, y.entry + 1,
                       the_case.id(x.operation));
  }
  return fmt::format("operations {} and {}", the_case.id(x.operation), the_case.id(y.operation));
}

}  // namespace sqsproof::semantics

#include "semantics/judge/rate_limits.h"

#include <fmt/core.h>

namespace sqsproof::semantics {

std::string describe(const Share& share, double limit, std::string_view rate) {
  if (limit < 1) return fmt::format("{}; at most {}", describe(share), describe_percent(limit));
  return fmt::format("{}; `--at-most {}=PERCENT` sets a limit", describe(share), rate);
}

std::string describe_excess(const Share& share, double limit) {
  return fmt::format("{}, and at most {} may be", describe(share), describe_percent(limit));
}

}  // namespace sqsproof::semantics

#include "tests/properties/explorer/network.h"

#include <vector>

namespace sqsproof::tests {

bool has_solution(std::span<const Difference> differences, std::size_t variables) {
  std::vector<semantics::Instant_us> earliest(variables, 0);
  for (std::size_t round = 0; round <= variables; ++round) {
    bool changed = false;
    for (const Difference& one : differences) {
      const semantics::Instant_us least = earliest[one.earlier] + one.at_least;
      if (earliest[one.later] >= least) continue;
      earliest[one.later] = least;
      changed = true;
    }
    if (!changed) return true;
  }
  return false;
}

}  // namespace sqsproof::tests

// Instants as variables, and what is known of their differences: a simple temporal network.
#pragma once

#include <cstddef>
#include <span>

#include "semantics/time.h"

namespace sqsproof::tests {

/// later - earlier >= at_least; a negative bound says how late `later`'s partner may be.
struct Difference {
  std::size_t earlier = 0;
  std::size_t later = 0;
  semantics::Duration_us at_least = 0;
};

/// Whether some instants of `variables` variables keep all of them: Bellman-Ford for longest paths,
/// which end unless there is a cycle that demands that an instant be later than itself.
[[nodiscard]] bool has_solution(std::span<const Difference> differences, std::size_t variables);

}  // namespace sqsproof::tests

// How much more tolerance it takes until calls fit together.
#pragma once

#include <algorithm>
#include <optional>

#include "semantics/judge/ledger.h"

namespace sqsproof::semantics {

/// The least additional tolerance up to `most` with which they do, by `fits(more)`, which stays
/// true with more; none when no tolerance helps.
[[nodiscard]] std::optional<Duration_us> least_margin(Duration_us most, const auto& fits) {
  if (!fits(most)) return std::nullopt;
  Duration_us too_little = 0, enough = most;
  while (enough - too_little > 1) {
    const Duration_us middle = too_little + (enough - too_little) / 2;
    (fits(middle) ? enough : too_little) = middle;
  }
  return enough;
}

/// The beginning of the first receive that was not answered: what was there until then is known.
[[nodiscard]] inline Instant_us known_until(const QueueRecord& queue) {
  Instant_us until = kNever_us;
  for (const std::size_t lost : queue.lost_receives) {
    until = std::min(until, queue.receives[lost].at.from);
  }
  return until;
}

}  // namespace sqsproof::semantics

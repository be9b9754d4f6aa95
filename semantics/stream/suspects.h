// What waits to be judged, and what is kept to be held against what is still to come. Internal to
// stream/.
#pragma once

#include <optional>
#include <vector>

#include "semantics/stream/state.h"

namespace sqsproof::semantics::stream {

/// What came of judging a slice.
enum class Settled : std::uint8_t { not_yet, clean, violated };

struct Suspicion {
  Instant_us due;
  Few<Index, 2> component;     ///< the suspected one first
  bool about_missing = false;  ///< ... that did not come in time
  Instant_us since = 0;        ///< when it could be received
  bool missed = false;         ///< by `receive`, which otherwise got it late
  Place receive{};
};

struct SuspectedCall {
  Instant_us due;
  std::uint32_t queue;
  Place place;
};

/// A receipt that no receive of the queue is known to have issued.
struct ForeignUse {
  Instant_us due;
  std::uint32_t queue;
  Place place;
  Fingerprint receipt;
};

/// A message that says how far the endpoint's clock is ahead, at least or at most.
struct Witness {
  Instant_us offset;
  Fingerprint message = 0;
  std::uint32_t queue = 0;
  std::vector<Place> places{};
};
struct SuspectedTimes {
  Instant_us due;
  std::vector<Witness> witnesses;
};

struct LastPurge {
  std::uint32_t queue = 0;
  Interval at{-kNever_us, kNever_us};
};

}  // namespace sqsproof::semantics::stream

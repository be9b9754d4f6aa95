// Small histories that no endpoint made: a few messages of one group, received, deleted and hidden
// by calls that overlap much, now rightly and now wrongly. They are denser than what programs
// meet, and half of them cannot be explained.
#pragma once

#include <cstdint>

#include "semantics/history.h"

namespace sqsproof::tests {

/// One queue, two or three messages, four to seven calls about them. The same of the same seed.
[[nodiscard]] semantics::History made_up_history(std::uint64_t seed);

}  // namespace sqsproof::tests

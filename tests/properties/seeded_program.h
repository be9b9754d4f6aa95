// The programs that both judges are compared on.
#pragma once

#include <cstdint>

#include "properties/explore/program.h"

namespace sqsproof::tests {

/// For one requirement after the other; some with few deduplication ids, purges, or settings.
[[nodiscard]] properties::Program seeded_program(std::uint64_t seed);

}  // namespace sqsproof::tests

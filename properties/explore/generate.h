// Random programs. A program is a function of bias, timing and seed alone.
#pragma once

#include <cstdint>
#include <string_view>

#include "properties/explore/program.h"

namespace sqsproof::properties {

/// What the programs for a promise are made of; weights are relative.
struct Bias {
  int fifo_percent = 50;
  int send = 4;
  int receive = 4;
  int remove = 2;
  int change = 1;
  int groups = 2;
  int keys = 0;  ///< deduplication ids that sends share; 0: each send has its own
};

enum class Timing {
  full,  ///< timers of minutes: for a virtual clock, or for patience
  fast   ///< timers of one or two seconds: for real time
};

[[nodiscard]] Program generate_program(const Bias& bias, Timing timing, std::uint64_t seed);

/// A seed of its own for each requirement and case, so that programs are not correlated.
[[nodiscard]] std::uint64_t mix_seed(std::uint64_t seed, std::string_view requirement,
                                     std::uint64_t index);

}  // namespace sqsproof::properties

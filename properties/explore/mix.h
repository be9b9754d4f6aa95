// What one program is made of: the bias, after swarm testing has left out some of it. Internal to
// the generator of programs.
#pragma once

#include <array>

#include "properties/explore/generate.h"

namespace sqsproof::properties {

struct Mix {
  std::array<int, 13> weights{};  ///< by kind
  bool batches, contents, attempts, long_polls, other_queue;
  int keys;
  int clients;
  std::vector<int> think_times_ms;
};

/// Of the program's queues, before it has commands.
[[nodiscard]] Mix pick_mix(const Bias& bias, const Program& program, Timing timing);
[[nodiscard]] Command::Kind pick_kind(const Mix& mix);

}  // namespace sqsproof::properties

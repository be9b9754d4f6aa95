// Random programs. A program is a function of bias, timing and seed alone.
#pragma once

#include <cstdint>
#include <string_view>

#include "properties/explore/chance.h"
#include "properties/explore/program.h"

namespace sqsproof::properties {

/// What the programs for a promise are made of.
struct Bias {
  int fifo_percent = 50;
  // Weights of commands, relative to each other.
  int send = 4;
  int receive = 4;
  int remove = 2;
  int change = 1;
  int groups = 2;
  int keys = 0;  ///< deduplication ids that sends share; 0: each send has its own, mostly
  int purge = 0;
  int set = 0;
  int count = 0;
  int move = 0;
  // How many programs in a hundred have it. Swarm testing: each has some, few have all.
  int batches = 25;
  int delays = 15;
  int dead_letters = 10;
  int short_retention = 5;
  int contents = 15;  ///< odd bodies, message attributes, entries that are refused
  int attempts = 5;   ///< FIFO: receive request attempt ids
  int by_content = 10;
  int per_group = 10;
  int long_polls = 20;
  int clients = 20;  ///< several clients
  int other_queue = 5;
};

enum class Timing {
  fast,  ///< timers of one or two seconds: for real time
  full,  ///< timers of minutes: for patience
  days   ///< and of days: for a virtual clock
};

[[nodiscard]] Program generate_program(const Bias& bias, Timing timing, std::uint64_t seed);

/// A program for the requirement of that id: half of them from the scenarios that serve it, where
/// there are any; of the others, half from those of its family.
[[nodiscard]] Program generate_program_for(std::string_view requirement, const Bias& bias,
                                           Timing timing, std::uint64_t seed);

}  // namespace sqsproof::properties

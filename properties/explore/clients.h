// The ways in which the clients of a program are there: one after the other, as threads, or
// simulated.
#pragma once

#include "properties/explore/recorder.h"
#include "properties/explore/script.h"

namespace sqsproof::properties {

/// Commands in the order of the program, whoever gives them.
void run_in_turn(const Program& program, Script& script, Recorder& recorder);

/// A thread for each client, on a real clock; latencies are slept. What a command refers to is what
/// has come back when its turn comes, so two runs may differ.
void run_as_threads(const Program& program, Script& script, Recorder& recorder);

/// All clients on one virtual clock, event by event: calls overlap as their latencies say, and the
/// same program gives the same history. The venue has a crowd.
void run_simulated(const Program& program, Script& script, Recorder& recorder);

}  // namespace sqsproof::properties

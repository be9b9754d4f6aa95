// Where programs run: the embedded endpoint on a virtual clock, fresh for each program, or an
// endpoint behind HTTP, with queues of its own for each program, in real time or on a virtual
// clock.
#pragma once

#include "properties/explore/explore.h"
#include "semantics/model/weakness.h"

namespace sqsproof::fixtures {
class ControlledEndpoint;
}

namespace sqsproof::properties {

struct Venues {
  std::string endpoint;  ///< for reports
  VenueOpener open;
};

/// `mutant` is the name of a fault, or empty. A misspelt one is a diagnostic with the nearest name.
/// Promises are strict: a `weak` endpoint breaks those that AWS does not make.
[[nodiscard]] policy::Result<Venues> embedded_venues(const std::string& mutant,
                                                     const semantics::Weaknesses& weak = {});

/// One endpoint for all programs, in real time: a queue of its own for each program, deleted after
/// it. `names` begins their names and makes them unique among runs: AWS refuses the name of a queue
/// that was deleted less than a minute ago.
[[nodiscard]] Venues shared_venues(std::shared_ptr<fixtures::Endpoint> endpoint,
                                   std::shared_ptr<fixtures::Clock> clock, std::string names,
                                   const semantics::Tolerance& tolerance);
/// What endpoints need in real time. Emulators on this machine: timers may fire 50 ms early, and
/// act within a second. AWS, which is many machines: 250 ms and ten seconds.
[[nodiscard]] semantics::Tolerance usual_tolerance(bool aws);

/// One endpoint for all programs, on a virtual clock that they move, with queues as above. One
/// program at a time. `kept` is the same endpoint, or one in front of it.
[[nodiscard]] Venues controlled_venues(std::shared_ptr<fixtures::ControlledEndpoint> endpoint,
                                       std::shared_ptr<fixtures::Endpoint> kept, std::string names);

/// Whether a URL certainly names this machine. Programs cost requests, so that any other machine
/// wants an explicit word.
[[nodiscard]] bool is_loopback_url(std::string_view url);

}  // namespace sqsproof::properties

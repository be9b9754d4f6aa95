// Runs a program on an endpoint and keeps the history, the final drain included: wait until every
// timeout and delay is over, then receive and delete until the queues stay empty.
#pragma once

#include "fixtures/clock.h"
#include "fixtures/crowd.h"
#include "fixtures/endpoint.h"
#include "properties/explore/program.h"
#include "semantics/history.h"

namespace sqsproof::properties {

struct Venue {
  fixtures::Endpoint* endpoint = nullptr;
  fixtures::Clock* clock = nullptr;
  bool virtual_time = false;
  semantics::Tolerance tolerance;
  std::string queue_name;    ///< without `.fifo`; nobody else may use names that begin so
  bool delete_queue = true;  ///< at the end; not part of the history
  /// Where clients are simulated: those of the same endpoint, on a virtual clock. Without it,
  /// several clients are threads in real time, and one after the other in virtual time.
  fixtures::Crowd* crowd = nullptr;
  /// Long polls may be empty for nothing, so that it takes a minute of them, and counters that read
  /// 0, until what was not received counts as lost; see drain.h.
  bool patient_drain = false;
};

struct ProgramRun {
  semantics::History history;
  /// Not empty when the endpoint could not be tested: says what it did instead of answering.
  std::string endpoint_failure;
  semantics::Duration_us suspended_us = 0;  ///< the machine was, while the program ran
  bool endpoint_dead = false;  ///< it gave no answers at all; further programs are in vain
};

[[nodiscard]] ProgramRun run_program(const Program& program, const Venue& venue);

/// That of the venue. Where clients are simulated, the way of a call is part of its interval, and
/// nobody can tell the way of an answer from the wait for it.
[[nodiscard]] semantics::Tolerance tolerance_of(const Venue& venue, const Program& program);

}  // namespace sqsproof::properties

// What failures have in common: in what kind of call they show, and what came back. Two that differ
// in it are hardly one bug.
#pragma once

#include <string>

#include "properties/explore/explore.h"

namespace sqsproof::properties {

/// `a ReceiveMessage that returns nothing`, `a SendMessage that is refused`.
[[nodiscard]] std::string failure_kind(const semantics::History& history,
                                       const semantics::Violation& violation);

/// Whether a failure came late in the search and came again when it was asked to: no chance brings
/// it. Of one with a counterexample.
[[nodiscard]] bool is_steady(const Outcome& outcome);

}  // namespace sqsproof::properties

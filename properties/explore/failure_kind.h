// What failures have in common: in what kind of call they show, and what came back. Two that differ
// in it are hardly one bug.
#pragma once

#include <string>

#include "semantics/judge/judge.h"

namespace sqsproof::properties {

/// `a ReceiveMessage that returns nothing`, `a SendMessage that is refused`.
[[nodiscard]] std::string failure_kind(const semantics::History& history,
                                       const semantics::Violation& violation);

}  // namespace sqsproof::properties

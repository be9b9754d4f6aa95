// Messages that were accepted and not done with: a drain asks for them longer than for nothing.
#pragma once

#include <span>

#include "semantics/history.h"

namespace sqsproof::properties {

/// Whether a message was accepted that was neither deleted nor purged, as far as answers say. One
/// that expired, or that a task moved, counts.
[[nodiscard]] bool any_outstanding(std::span<const semantics::Operation> operations);

}  // namespace sqsproof::properties

// Which sends may have made a message. Internal to the promises that compare it with what was sent.
#pragma once

#include <vector>

#include "semantics/judge/ledger.h"

namespace sqsproof::semantics {

/// Those that were answered with its id and began before it certainly was there; none when a send
/// that was never answered may have made it.
[[nodiscard]] std::vector<const SendRecord*> makers_of(const QueueRecord& queue,
                                                       const MessageRecord& message);

}  // namespace sqsproof::semantics

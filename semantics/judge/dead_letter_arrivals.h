// Dead letters arrive: those that were seen in the dead-letter queue, and those whose source was
// certainly asked for them once more after their last receive. Internal to the lives of messages.
#pragma once

#include "semantics/judge/ledger.h"

namespace sqsproof::semantics {

/// Of the queue of that index, which has a dead-letter queue and is settled but for its exits
/// there.
void hand_over_dead_letters(Ledger& ledger, std::size_t queue, const Tolerance& tolerance,
                            const Freedoms& granted);

}  // namespace sqsproof::semantics

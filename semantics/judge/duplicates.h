// Sends of FIFO queues that may have made no message though they were answered with an id. Internal
// to the judge.
#pragma once

#include "semantics/judge/ledger.h"

namespace sqsproof::semantics {

/// A duplicate is accepted and enqueues nothing (SQS/using-messagededuplicationid-property); with
/// which message id it is answered is not documented. So a message that was never received, and
/// whose send may lie in the window of another, may never have been there: it gets a possible exit
/// from its beginning on.
void settle_duplicates(QueueRecord& queue, const Tolerance& tolerance);

}  // namespace sqsproof::semantics

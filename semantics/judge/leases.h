// When a message is hidden by its visibility timeouts: the last receive or change that may have
// counted before an instant decides, and each of several candidates is possible.
#pragma once

#include <optional>

#include "semantics/judge/ledger.h"

namespace sqsproof::semantics {

/// Which of a message's hidings may be the last one before some instant of `window`, without
/// `except` (the operation that asks). Indices into `hidings`. A hiding is out of the question when
/// a definite one certainly came after it and certainly before the window.
[[nodiscard]] std::vector<std::size_t> governing(const MessageRecord& message, Interval window,
                                                 std::size_t except);

/// The first instant at which a hiding can have ended.
[[nodiscard]] Instant_us earliest_end(const Hiding& hiding, const Tolerance& tolerance);
/// The last one.
[[nodiscard]] Instant_us latest_end(const Hiding& hiding, const Tolerance& tolerance);

/// A change of visibility is definite only while its receipt is certainly the message's current
/// one and the message certainly in flight; what an old receipt does, or a change after the
/// timeout, is not promised (SQSAPI/ChangeMessageVisibility). Marks the others as possible.
void settle_changes(MessageRecord& message, const Tolerance& tolerance);

/// A delete is definite while its receipt is certainly the current one; on a FIFO queue also only
/// before the timeout ends (SQSAPI/DeleteMessage). Sets when the message is surely gone.
void settle_removals(MessageRecord& message, bool fifo, const Tolerance& tolerance);

/// A time during which a message could certainly be received if its group did not stand in the
/// way: due, not hidden, not gone.
struct Available {
  Interval during;
  bool was_received = false;  ///< before it
};
/// In order; none of a message that may never have been sent.
[[nodiscard]] std::vector<Available> surely_available(const QueueRecord& queue,
                                                      const MessageRecord& message,
                                                      const Tolerance& tolerance);

}  // namespace sqsproof::semantics

// When a message is hidden by its visibility timeouts: the last receive or change that may have
// counted before an instant decides, and each of several candidates is possible.
#pragma once

#include "semantics/judge/ledger.h"

namespace sqsproof::semantics {

/// Which of a message's hidings may be the last one before some instant of `window`, without
/// `except` (the serial of the one that asks). Indices into `hidings`. A hiding is out of the
/// question when a definite one certainly came after it and certainly before the window.
[[nodiscard]] std::vector<std::size_t> governing(const MessageRecord& message, Interval window,
                                                 std::size_t except);

/// The first instant at which a hiding can have ended.
[[nodiscard]] Instant_us earliest_end(const Hiding& hiding, const Tolerance& tolerance);
/// The last one.
[[nodiscard]] Instant_us latest_end(const Hiding& hiding, const Tolerance& tolerance);

/// Whether this receipt is certainly the message's latest one during `at`; with `in_flight` also
/// that its timeout has certainly not ended. `serial` is that of the call that asks.
[[nodiscard]] bool surely_current(const MessageRecord& message, const Interval& at,
                                  std::size_t serial, std::string_view receipt, bool in_flight,
                                  const Tolerance& tolerance);

/// A change of visibility is definite only while its receipt is certainly the message's current
/// one and the message certainly in flight; what an old receipt does, or a change after the
/// timeout, is not promised (SQSAPI/ChangeMessageVisibility). Marks the others as possible.
void settle_changes(MessageRecord& message, const Tolerance& tolerance);

/// A delete is definite while its receipt is certainly the current one; on a FIFO queue also only
/// before the timeout ends (SQSAPI/DeleteMessage). A receive that was never answered may have made
/// it an old one. Marks the others as possible.
void settle_deletes(MessageRecord& message, const QueueRecord& queue, const Tolerance& tolerance);

/// A time during which a message could certainly be received if its group did not stand in the
/// way: due, not hidden, not gone.
struct Available {
  Interval during;
  bool was_received = false;   ///< before it
  std::size_t opener = kNone;  ///< index of the hiding whose end began it; none: its delay
};
/// Until `gone_from`, in order; none of a message that may never have been sent.
[[nodiscard]] std::vector<Available> surely_available(const QueueRecord& queue,
                                                      const MessageRecord& message,
                                                      Instant_us gone_from,
                                                      const Tolerance& tolerance);

}  // namespace sqsproof::semantics

// How often a message may have been received before a delivery, and how often it may be.
#pragma once

#include "semantics/judge/ledger.h"

namespace sqsproof::semantics {

/// Earlier receives of the message in its queue: those that certainly came first, and those that
/// may have, calls without an answer among them. A repeated attempt may count or not.
[[nodiscard]] Range earlier_receives(const QueueRecord& queue, const MessageRecord& message,
                                     const Delivery& delivery);
/// The receives of a message in its queue that were over before `until`, and those begun by then.
[[nodiscard]] Range receives_until(const QueueRecord& queue, const MessageRecord& message,
                                   const Interval& until);
/// The largest maxReceiveCount that may be in force in that time; nullopt where there may be none.
[[nodiscard]] std::optional<std::int64_t> most_receives(const QueueRecord& queue,
                                                        const Interval& during);
/// The smallest one by which a message may have left for the place where it was received then,
/// which it does after its last receive here; 0 where there may be none.
[[nodiscard]] std::int64_t least_receives(const QueueRecord& queue, const MessageRecord& message,
                                          const Delivery& there);
/// A number among the system attributes of a received message; nothing without it.
[[nodiscard]] std::optional<std::int64_t> number_of(const ReceivedMessage& message,
                                                    const char* attribute);

}  // namespace sqsproof::semantics

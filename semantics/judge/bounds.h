// Which timers a violation rests on, for a picture of it (TimeBound in judge.h). Operations are
// indices into the history here, as Findings takes them.
#pragma once

#include "semantics/judge/case.h"

namespace sqsproof::semantics {

/// What hid a message, for as long as it did at least.
[[nodiscard]] std::vector<TimeBound> bounds_of(const Case& the_case, const Early& early);
/// What had to be over before the message could be received.
[[nodiscard]] std::vector<TimeBound> bounds_of(const QueueRecord& queue,
                                               const MessageRecord& message,
                                               const Available& window);
/// Of the first order that was tried: what each call waited for. Nothing of what is not about time.
[[nodiscard]] std::vector<TimeBound> bounds_of(const Case& the_case, const Joint& joint);
[[nodiscard]] std::vector<TimeBound> bounds_of(const Case& the_case, const GroupJoint& joint);
/// From the message's send on; nothing when it is not known which call that was.
[[nodiscard]] std::vector<TimeBound> since_send(const QueueRecord& queue,
                                                const MessageRecord& message, Instant_us from,
                                                Instant_us until);

}  // namespace sqsproof::semantics

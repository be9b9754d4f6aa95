// What calls did to one message, in the form in which orders of them are tried (orders.h).
#pragma once

#include "semantics/judge/absences.h"

namespace sqsproof::semantics {

struct MessageEvent {
  enum class Kind { delivery, change, removal, absence };
  Kind kind = Kind::delivery;
  std::size_t operation = 0;   ///< index into the history's operations
  std::size_t hiding = kNone;  ///< index into the message's hidings; none of a removal
  Interval at;
  Duration_us hides = 0;       ///< a delivery or a change: for at least that long
  std::int64_t count = 0;      ///< the receive count that a delivery shows; 0: none
  std::size_t issuer = kNone;  ///< index of the event that issued the receipt; none: several may
  bool answered = true;        ///< otherwise it may not have happened
  std::size_t later = kNone;   ///< of an absence: the message that was received instead
};

struct MessageEvents {
  std::vector<MessageEvent> all;  ///< by the beginning of their calls
  bool counted = false;  ///< all receives of the message are there: receive counts number them
  /// Before this instant there is nothing to deliver: the message was not sent, or not due.
  Instant_us not_before = -kNever_us;
  bool delayed = false;  ///< the reason is its delay
};

/// Those that certainly were over before `known_until`, with all that they overlap.
[[nodiscard]] MessageEvents events_of(const MessageRecord& message,
                                      const std::vector<Absence>& absences, Instant_us known_until,
                                      const Tolerance& tolerance);

}  // namespace sqsproof::semantics

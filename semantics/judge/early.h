// Messages that were received while they must have been hidden, sorted by what should have hidden
// them. One search finds all; the promises about visibility and delay read the result.
#pragma once

#include <array>

#include "semantics/judge/leases.h"

namespace sqsproof::semantics {

enum class EarlyCause {
  timeout,          ///< a visibility timeout that nothing special is about
  own_timeout,      ///< one that the receive named itself
  change,           ///< a change of visibility
  change_of_other,  ///< ... of another message of the same answer: this one was not changed
  change_sticks,    ///< an earlier change counts for a later receive
  setting,          ///< the queue's timeout was changed since
  attempt,          ///< a repeated attempt hides anew
  delay,            ///< the delay of the queue
  own_delay,        ///< the delay of the send
  delay_setting,    ///< the queue's delay was changed since
  kCount
};

struct Early {
  EarlyCause cause;
  std::size_t queue = 0;
  std::size_t message = 0;
  std::size_t delivery = 0;             ///< index into the message's deliveries
  std::vector<std::size_t> candidates;  ///< hidings that may have counted; none of delays
  Duration_us margin_us = 0;
};

struct EarlyFindings {
  std::vector<Early> found;
  static constexpr std::size_t kCauses = static_cast<std::size_t>(EarlyCause::kCount);
  /// How often each cause was put to the test: on standard queues, then on FIFO queues.
  std::array<std::size_t, 2 * kCauses> instances{};
  [[nodiscard]] std::size_t tested(EarlyCause cause, bool fifo) const {
    return instances[static_cast<std::size_t>(cause) + (fifo ? kCauses : 0)];
  }
};

/// What is special about a hiding that should have lasted beyond `at`.
[[nodiscard]] EarlyCause cause_of(const QueueRecord& queue, const MessageRecord& message,
                                  const Hiding& hiding, const Interval& at);
/// Of a message that was delayed.
[[nodiscard]] EarlyCause cause_of_delay(const QueueRecord& queue, const MessageRecord& message);

[[nodiscard]] EarlyFindings find_early(const Ledger& ledger, const Tolerance& tolerance,
                                       const Freedoms& granted);

}  // namespace sqsproof::semantics

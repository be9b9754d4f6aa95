// Messages that a receive should have found and did not, sorted by what should have made them
// available. One search finds all; the promises about delivery read the result.
#pragma once

#include <array>

#include "semantics/judge/availability.h"

namespace sqsproof::semantics {

enum class MissingCause {
  sent,  ///< nothing ever hid it
  sent_in_batch,
  sent_after_purge,  ///< well after the queue was purged
  other_purged,      ///< another queue was purged meanwhile
  delay,             ///< the delay of its queue is over
  own_delay,         ///< the delay of its send is over, or is 0
  delay_setting,     ///< the queue's delay was changed since
  timeout,           ///< a visibility timeout is over
  own_timeout,       ///< ... that the receive named itself
  zero_timeout,      ///< ... of 0
  change,            ///< ... that was changed
  zero_change,       ///< ... to 0
  other_group,       ///< another FIFO group is in flight
  group_freed,       ///< what held its FIFO group back is gone
  group_freed_by_dead_letter,
  group_on_standard,  ///< messages of its group are in flight, on a standard queue
  not_yet_dead,       ///< it was not received often enough to be a dead letter
  changes_counted,    ///< likewise, but it would be if changes counted
  dead_letter,        ///< it has to be in the dead-letter queue
  before_expiry,      ///< its retention period is about to end
  attempt,            ///< a repeated attempt hid it anew
  woken_by_send,      ///< it was sent while a long poll waited
  woken_by_timer,     ///< it became available otherwise while a long poll waited
  kCount
};

struct Missing {
  MissingCause cause;
  std::size_t queue = 0;
  std::size_t message = 0;
  std::size_t receive = 0;  ///< index into the queue's receives
  Available window;
  Duration_us margin_us = 0;
};

struct MissingFindings {
  std::vector<Missing> found;
  static constexpr std::size_t kCauses = static_cast<std::size_t>(MissingCause::kCount);
  /// How often each cause was put to the test: on standard queues, then on FIFO queues.
  std::array<std::size_t, 2 * kCauses> instances{};
  [[nodiscard]] std::size_t tested(MissingCause cause, bool fifo) const {
    return instances[static_cast<std::size_t>(cause) + (fifo ? kCauses : 0)];
  }
  bool gave_up = false;  ///< the history is too long to compare all groups
};

[[nodiscard]] MissingFindings find_missing(const Ledger& ledger, const Tolerance& tolerance,
                                           const Freedoms& granted);

}  // namespace sqsproof::semantics

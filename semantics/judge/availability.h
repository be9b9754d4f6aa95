// Receives that should have found a message and did not.
//
// A receive that got fewer messages than it asked for has seen all that was available; so a message
// that was certainly available during all of it, and is not in its answer, is missed. Without the
// strict profile only empty long polls have seen all (SQS/sqs-short-and-long-polling); where only
// long polls may miss something, short ones have, too. A poll that may be empty for nothing says
// little; several in a row, after which the message never comes, say that it is not there.
#pragma once

#include <functional>

#include "semantics/judge/leases.h"

namespace sqsproof::semantics {

/// Long polls that have to come back empty, one after the other, before a message counts as lost.
/// An endpoint whose long polls may miss something gets more of them.
[[nodiscard]] std::size_t polls_to_be_sure(const Freedoms& granted);

/// Whether the deletion of its queue may have ended the wait of that receive before its time.
[[nodiscard]] bool may_end_with_queue(const QueueRecord& queue, const ReceiveRecord& receive);

/// When the receive looked for messages first. One that waited in vain did so before its wait, and
/// its wait came before its answer: what began later cannot have taken anything from it.
[[nodiscard]] Interval looked_at(const QueueRecord& queue, const ReceiveRecord& receive,
                                 const Tolerance& tolerance, const Freedoms& granted);

/// The availability of one queue's messages, and the receives that have to see it.
class Availability {
 public:
  Availability(const QueueRecord& queue, const Tolerance& tolerance, const Freedoms& granted);

  /// When the message of that index could certainly be received, its FIFO group aside.
  [[nodiscard]] const std::vector<Available>& windows(std::size_t message) const {
    return windows_[message];
  }
  /// The first receive within `during`, from `not_before` on, that should have found the message
  /// and did not; an index into the queue's receives, or kNone. Where long polls may miss messages:
  /// the last of so many that even then the message cannot be there; none if it comes later.
  [[nodiscard]] std::size_t first_to_miss(std::size_t message, const Interval& during,
                                          Instant_us not_before = -kNever_us);
  /// The same, but only among receives that came back empty from a long poll.
  [[nodiscard]] std::size_t first_empty_poll(std::size_t message, const Interval& during,
                                             Instant_us not_before);
  /// A long poll that went on although the message became available while it waited.
  [[nodiscard]] std::size_t first_to_sleep_on(std::size_t message, const Interval& during);

  /// Whether a message that was deleted may have been there at that instant, if deletes may fail:
  /// it came later, or left later by something else, or too few long polls came back empty to be
  /// sure that it is gone.
  [[nodiscard]] bool may_come_back(std::size_t message, Instant_us instant);

  /// Nothing of its FIFO group may be hidden before it: SQS holds a group back from its first
  /// message in flight on; with W8 granted, all of it (SQS/FIFO-queues).
  [[nodiscard]] bool group_is_free(std::size_t message, const Interval& during);
  /// From when on nothing older of its FIFO group is in flight any more; kNever_us when something
  /// may be.
  [[nodiscard]] Instant_us group_freed_at(std::size_t message);
  /// Too many comparisons were asked for; the answers since then say nothing.
  [[nodiscard]] bool gave_up() const { return work_ > kWorkLimit; }

 private:
  static constexpr std::size_t kWorkLimit = 20'000'000;
  [[nodiscard]] bool sees_all(const ReceiveRecord& receive) const;
  [[nodiscard]] bool misses(std::size_t message, const ReceiveRecord& receive,
                            const Interval& looked);
  [[nodiscard]] bool stays_away(std::size_t message);
  [[nodiscard]] bool leaves_after(std::size_t message, Instant_us instant) const;
  [[nodiscard]] bool comes_after(std::size_t message, Instant_us instant) const;

  const QueueRecord& queue_;
  const Tolerance& tolerance_;
  const Freedoms& granted_;
  std::vector<std::size_t> seers_;  // receives that have seen all, by the beginning of their calls
  Duration_us longest_ = 0;         // of the calls of those
  std::vector<std::vector<Available>> windows_;
  /// Of a FIFO queue: when each message could certainly be received, if it was there at all. What
  /// may be a duplicate of another message holds nobody back otherwise.
  std::vector<std::vector<Available>> at_rest_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> groups_;
  std::vector<std::size_t> in_any_group_;  // which one is not known
  std::size_t work_ = 0;
};

}  // namespace sqsproof::semantics

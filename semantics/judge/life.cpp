// What the events of a queue say about the lives of its messages.
#include <algorithm>

#include "semantics/judge/bookkeeper.h"
#include "semantics/judge/dead_letter_arrivals.h"
#include "semantics/judge/duplicates.h"
#include "semantics/judge/leases.h"

namespace sqsproof::semantics {
namespace {

class Lives {
 public:
  Lives(Ledger& ledger, const Tolerance& tolerance, const Freedoms& granted)
      : ledger_(ledger), tolerance_(tolerance), granted_(granted) {}

  void settle() {
    std::vector<bool> settled(ledger_.queues.size(), false);
    for (std::size_t round = 0; round < ledger_.queues.size(); ++round) {
      for (std::size_t i = 0; i < ledger_.queues.size(); ++i) {
        if (settled[i] || feeds_unsettled(i, settled)) continue;
        settle_queue(i);
        settled[i] = true;
      }
    }
    for (std::size_t i = 0; i < settled.size(); ++i) {
      if (!settled[i]) settle_queue(i);  // queues that dead-letter in a circle
    }
  }

 private:
  /// Whether some queue that dead-letters into this one is still to come.
  bool feeds_unsettled(std::size_t queue, const std::vector<bool>& settled) const {
    for (std::size_t i = 0; i < ledger_.queues.size(); ++i) {
      if (!settled[i] && ledger_.queues[i].dead_letter_queue == queue) return true;
    }
    return false;
  }

  void settle_queue(std::size_t index) {
    QueueRecord& queue = ledger_.queues[index];
    settle_duplicates(queue, tolerance_);
    for (MessageRecord& message : queue.messages) {
      std::stable_sort(message.hidings.begin(), message.hidings.end(),
                       [](const Hiding& x, const Hiding& y) { return x.at.from < y.at.from; });
      settle_changes(message, tolerance_);
      settle_deletes(message, queue, tolerance_);
      if (message.origin != MessageRecord::Origin::dead_lettered) {
        message.kept_since = message.enqueued;
        settle_delay(queue, message);
      } else {
        message.due = message.enqueued;
      }
      add_queue_exits(queue, message);
      add_expiry(queue, message);
      if (queue.may_dead_letter) add_dead_letter_exit(queue, message);
      sum_up(message);
    }
    if (queue.dead_letter_queue != kNone) {
      hand_over_dead_letters(ledger_, index, tolerance_, granted_);
    }
  }

  // A message of a standard queue keeps the delay it was sent with; on a FIFO queue a change of
  // the queue's delay also moves messages that are still delayed (SQSAPI/SetQueueAttributes).
  void settle_delay(const QueueRecord& queue, MessageRecord& message) const {
    if (message.sends.empty()) return;
    Range delay{kNever_us, 0};
    for (const std::size_t index : message.sends) {
      const SendRecord& send = queue.sends[index];
      if (send.at.from > message.enqueued.to) continue;  // a later duplicate
      const bool own = !queue.settings.fifo && send.delay_s;
      const Range one = own ? Range{seconds(*send.delay_s), seconds(*send.delay_s)}
                            : queue.delay_us.during({message.enqueued.from, send.at.to});
      delay = {std::min(delay.least, one.least), std::max(delay.most, one.most)};
    }
    message.due = {message.enqueued.from + delay.least, message.enqueued.to + delay.most};
    if (queue.settings.fifo) follow_changes(queue, message);
    message.was_delayed = delay.least > 0;
  }

  void follow_changes(const QueueRecord& queue, MessageRecord& message) const {
    for (const Timeline::Value& change : queue.delay_us.values()) {
      if (change.at.to < message.enqueued.from) continue;
      if (change.at.from > message.due.to) {
        // "Affects the delay of messages already in the queue": perhaps of what is visible, too.
        message.due.to = std::max(message.due.to, message.enqueued.to + change.value);
        continue;
      }
      // A change cannot make a message visible before the change itself.
      const Interval due{std::max(message.enqueued.from + change.value, change.at.from),
                         std::max(message.enqueued.to + change.value, change.at.to)};
      const bool surely = change.definite && message.enqueued.to < change.at.from &&
                          change.at.to < message.due.from - tolerance_.early_us;
      message.due =
          surely ? due
                 : Interval{std::min(message.due.from, due.from), std::max(message.due.to, due.to)};
    }
  }

  /// When it was there at the latest: what was received had come before.
  static Instant_us there_by(const MessageRecord& message) {
    Instant_us by = message.enqueued.to;
    for (const Delivery& delivery : message.deliveries) by = std::min(by, delivery.at.to);
    return by;
  }

  void add_queue_exits(const QueueRecord& queue, MessageRecord& message) const {
    const Instant_us there = there_by(message);
    // SQSAPI/PurgeQueue: "takes up to 60 seconds", and what is sent meanwhile may go with it
    const Duration_us purge_us = granted_.has(Freedom::slow_purge) ? seconds(60) : 0;
    for (const QueueEvent& purge : queue.purges) {
      if (purge.outcome == Outcome::refused) continue;
      if (message.enqueued.from > purge.at.to + purge_us) continue;
      const bool definite = purge.outcome == Outcome::accepted && there < purge.at.from;
      message.exits.push_back({Exit::Kind::purged,
                               purge.operation,
                               {std::max(purge.at.from, message.enqueued.from),
                                purge.at.to + purge_us + tolerance_.late_us},
                               definite,
                               {},
                               0});
    }
    for (const QueueEvent& deletion : queue.deletions) {
      if (deletion.outcome == Outcome::refused) continue;
      if (message.enqueued.from > deletion.at.to + seconds(60)) continue;
      // SQSAPI/DeleteQueue: "takes up to 60 seconds"
      const bool definite = deletion.outcome == Outcome::accepted && there < deletion.at.from;
      message.exits.push_back({Exit::Kind::queue_deleted,
                               deletion.operation,
                               {deletion.at.from, deletion.at.to + seconds(60)},
                               definite,
                               {},
                               0});
    }
  }

  void add_expiry(const QueueRecord& queue, MessageRecord& message) const {
    Instant_us earliest = kNever_us;
    for (const Timeline::Value& value : queue.retention_us.values()) {
      if (is_over(queue, value, message)) continue;
      earliest = std::min(earliest, std::max(message.kept_since.from + value.value, value.at.from));
    }
    const bool bounded = message.kept_since.to < kNever_us;
    const Instant_us latest = bounded ? latest_expiry(queue, message) : kNever_us;
    const bool definite = bounded && !granted_.has(Freedom::late_expiry);
    message.exits.push_back(
        {Exit::Kind::expired, kNone, {earliest - tolerance_.early_us, latest}, definite, {}, 0});
  }

  /// By the longest value; or by one that certainly is in force when its time is over, as a shorter
  /// period counts for what is there already (SQSAPI/SetQueueAttributes).
  Instant_us latest_expiry(const QueueRecord& queue, const MessageRecord& message) const {
    Instant_us latest = 0, sure = kNever_us;
    for (const Timeline::Value& value : queue.retention_us.values()) {
      if (is_over(queue, value, message)) continue;
      const Instant_us ends = std::max(message.kept_since.to + value.value, value.at.to);
      latest = std::max(latest, ends + tolerance_.late_us);
      if (value.definite && stays(queue, value, ends + tolerance_.late_us)) {
        sure = std::min(sure, ends + tolerance_.late_us);
      }
    }
    return std::min(latest, sure);
  }

  /// Whether no other value can take the place of this one until then.
  static bool stays(const QueueRecord& queue, const Timeline::Value& value, Instant_us until) {
    const auto& values = queue.retention_us.values();
    return std::none_of(values.begin(), values.end(), [&](const Timeline::Value& other) {
      return &other != &value && other.at.to >= value.at.from && other.at.from <= until;
    });
  }

  static bool is_over(const QueueRecord& queue, const Timeline::Value& value,
                      const MessageRecord& message) {
    if (value.at.to >= message.kept_since.from) return false;
    const auto& values = queue.retention_us.values();
    return std::any_of(values.begin(), values.end(), [&](const Timeline::Value& other) {
      return other.definite && value.at.to < other.at.from && other.at.to < message.kept_since.from;
    });
  }

  /// A message may leave for the dead-letter queue when it may have been received often enough; a
  /// receive that was never answered may have received any message.
  void add_dead_letter_exit(const QueueRecord& queue, MessageRecord& message) const {
    std::int64_t needed = 0;
    for (const Timeline::Value& value : queue.max_receives.values()) {
      if (value.value > 0) needed = needed == 0 ? value.value : std::min(needed, value.value);
    }
    if (needed == 0) needed = 1;  // the policy is there, its count is not known
    std::vector<Instant_us> times;
    for (const Delivery& delivery : message.deliveries) times.push_back(delivery.at.from);
    for (const std::size_t lost : queue.lost_receives) {
      times.push_back(queue.receives[lost].at.from);
    }
    if (static_cast<std::int64_t>(times.size()) < needed) return;
    std::sort(times.begin(), times.end());
    const Instant_us from = times[static_cast<std::size_t>(needed - 1)];
    message.exits.push_back({Exit::Kind::dead_lettered, kNone, {from, kNever_us}, false, {}, 0});
  }

  static void sum_up(MessageRecord& message) {
    message.may_be_gone_from = message.surely_gone_from = kNever_us;
    for (const Exit& exit : message.exits) {
      message.may_be_gone_from = std::min(message.may_be_gone_from, exit.at.from);
      if (exit.definite) {
        message.surely_gone_from = std::min(message.surely_gone_from, exit.at.to);
      }
    }
  }

  Ledger& ledger_;
  const Tolerance& tolerance_;
  const Freedoms& granted_;
};

}  // namespace

void settle_lives(Ledger& ledger, const History&, const Tolerance& tolerance,
                  const Freedoms& granted) {
  Lives(ledger, tolerance, granted).settle();
}

}  // namespace sqsproof::semantics

#include "semantics/judge/missing.h"

#include <algorithm>

namespace sqsproof::semantics {
namespace {

class Search {
 public:
  Search(const Ledger& ledger, const Tolerance& tolerance, const Freedoms& granted)
      : ledger_(ledger), tolerance_(tolerance), granted_(granted) {}

  MissingFindings run() {
    for (queue_ = 0; queue_ < ledger_.queues.size(); ++queue_) {
      const QueueRecord& queue = ledger_.queues[queue_];
      Availability availability(queue, tolerance_, granted_);
      for (message_ = 0; message_ < queue.messages.size(); ++message_) {
        judge_message(queue, availability);
      }
      result_.gave_up = result_.gave_up || availability.gave_up();
    }
    return std::move(result_);
  }

 private:
  void count(MissingCause cause) {
    const bool fifo = ledger_.queues[queue_].settings.fifo;
    ++result_.instances[static_cast<std::size_t>(cause) + (fifo ? MissingFindings::kCauses : 0)];
  }

  void judge_message(const QueueRecord& queue, Availability& availability) {
    const MessageRecord& message = queue.messages[message_];
    count_deliveries(queue, message);
    for (const Available& window : availability.windows(message_)) {
      const std::size_t receive = availability.first_to_miss(message_, window.during);
      if (receive != kNone) {
        const ReceiveRecord& by = queue.receives[receive];
        report({cause_of(queue, message, window, by.at), queue_, message_, receive, window,
                margin_of(queue, by, window)});
        return;
      }
      const std::size_t asleep = availability.first_to_sleep_on(message_, window.during);
      if (asleep == kNone) continue;
      const bool sent = window.opener == kNone && !message.was_delayed &&
                        message.origin == MessageRecord::Origin::sent;
      report({sent ? MissingCause::woken_by_send : MissingCause::woken_by_timer, queue_, message_,
              asleep, window, queue.receives[asleep].at.to - window.during.from});
      return;
    }
  }

  /// How much later it could become available, or how much earlier the poll end its wait, for the
  /// receive to be right.
  Duration_us margin_of(const QueueRecord& queue, const ReceiveRecord& receive,
                        const Available& window) const {
    const Duration_us late = receive.at.from - window.during.from;
    if (receive.at.to < window.during.to) return late;
    return std::min(late, window.during.to - looked_at(queue, receive, tolerance_, granted_).to);
  }

  void report(Missing missing) {
    count(missing.cause);
    result_.found.push_back(missing);
  }

  // A message that came when it should put the same promise to the test.
  void count_deliveries(const QueueRecord& queue, const MessageRecord& message) {
    const Hiding* last = nullptr;
    for (const Hiding& hiding : message.hidings) {
      if (hiding.is_receive) {
        Available window;
        window.was_received = last != nullptr;
        if (last) window.opener = static_cast<std::size_t>(last - message.hidings.data());
        count(cause_of(queue, message, window, hiding.at));
        const ReceiveRecord& receive = queue.receives[hiding.receive];
        const bool waited = receive.wait.least > 0;
        if (waited && !last && receive.at.from < message.enqueued.from) {
          count(message.was_delayed ? MissingCause::woken_by_timer : MissingCause::woken_by_send);
        } else if (waited && last && receive.at.from < earliest_end(*last, tolerance_)) {
          count(MissingCause::woken_by_timer);
        }
      }
      last = &hiding;
    }
  }

  /// Why the message should be there: the most special thing that can have gone wrong.
  MissingCause cause_of(const QueueRecord& queue, const MessageRecord& message,
                        const Available& window, const Interval& at) const {
    if (message.origin == MessageRecord::Origin::dead_lettered && !window.was_received) {
      return MissingCause::dead_letter;
    }
    const auto by_group = cause_of_group(queue, message, at);
    if (by_group && !window.was_received) return *by_group;
    if (const auto cause = cause_of_count(queue, message, at)) return *cause;
    if (by_group) return *by_group;
    if (about_to_expire(queue, message, at)) return MissingCause::before_expiry;
    if (window.opener != kNone) return cause_of_hiding(queue, message.hidings[window.opener]);
    return cause_of_send(queue, message, at);
  }

  std::optional<MissingCause> cause_of_count(const QueueRecord& queue, const MessageRecord& message,
                                             const Interval& at) const {
    if (queue.dead_letter_queue == kNone || queue.max_receives.changes()) return std::nullopt;
    const auto limit = static_cast<std::size_t>(queue.settings.max_receives);
    std::size_t receives = 0, changes = 0;
    for (const Hiding& hiding : message.hidings) {
      if (hiding.at.from < at.from) ++(hiding.is_receive ? receives : changes);
    }
    if (limit == 0 || receives >= limit) return std::nullopt;
    if (receives > 0 && changes > 0 && receives + changes >= limit) {
      return MissingCause::changes_counted;
    }
    if (receives + 1 == limit) return MissingCause::not_yet_dead;
    return std::nullopt;
  }

  std::optional<MissingCause> cause_of_group(const QueueRecord& queue, const MessageRecord& message,
                                             const Interval& at) const {
    if (message.group.empty() || queue.messages.size() > 1'000) return std::nullopt;
    std::optional<MissingCause> cause;
    for (const MessageRecord& other : queue.messages) {
      if (&other == &message || other.deliveries.empty()) continue;
      if (other.deliveries.front().at.from > at.from) continue;
      const bool same = other.group == message.group;
      const bool held = other.surely_gone_from > at.from;
      if (!queue.settings.fifo) {
        // What comes with the same answer was not in flight before it, nor is what came back.
        const bool before = other.deliveries.front().at.to < at.from && hidden_at(other, at);
        if (same && held && before) return MissingCause::group_on_standard;
        continue;
      }
      if (!same || other.enqueued.from >= message.enqueued.to) {
        if (!same && held && hidden_at(other, at)) cause = MissingCause::other_group;
        continue;
      }
      // A receive that moves the dead one may return the next one itself.
      if (died_by(other, at)) return MissingCause::group_freed_by_dead_letter;
      if (!held) return MissingCause::group_freed;
    }
    return cause;
  }

  static bool died_by(const MessageRecord& other, const Interval& at) {
    return std::any_of(other.exits.begin(), other.exits.end(), [&](const Exit& exit) {
      return exit.kind == Exit::Kind::dead_lettered && exit.definite && exit.at.from < at.to;
    });
  }

  bool hidden_at(const MessageRecord& other, const Interval& at) const {
    return std::any_of(other.hidings.begin(), other.hidings.end(), [&](const Hiding& hiding) {
      return hiding.at.from < at.from && latest_end(hiding, tolerance_) > at.from;
    });
  }

  /// In the last quarter of a retention period that is short enough to see its end.
  static bool about_to_expire(const QueueRecord& queue, const MessageRecord& message,
                              const Interval& at) {
    const Duration_us retention = queue.retention_us.values().back().value;
    return message.kept_since.from > -kNever_us &&
           at.from - message.kept_since.from > retention / 4 * 3;
  }

  static MissingCause cause_of_hiding(const QueueRecord& queue, const Hiding& hiding) {
    if (!hiding.is_receive) {
      return hiding.longest == 0 ? MissingCause::zero_change : MissingCause::change;
    }
    if (hiding.receive != kNone && queue.receives[hiding.receive].repeats_attempt) {
      return MissingCause::attempt;
    }
    if (hiding.own_timeout) {
      return hiding.longest == 0 ? MissingCause::zero_timeout : MissingCause::own_timeout;
    }
    return MissingCause::timeout;
  }

  MissingCause cause_of_send(const QueueRecord& queue, const MessageRecord& message,
                             const Interval& at) const {
    if (const auto cause = cause_of_purge(queue, message, at)) return *cause;
    const SendRecord* send = first_send(queue, message);
    if (!send) return MissingCause::sent;
    const bool queue_delays = queue.delay_us.values().front().value > 0;
    if (queue.delay_us.changes()) return MissingCause::delay_setting;
    if (!queue.settings.fifo && send->delay_s && (queue_delays || *send->delay_s > 0)) {
      return MissingCause::own_delay;
    }
    if (queue_delays) return MissingCause::delay;
    return send->in_batch ? MissingCause::sent_in_batch : MissingCause::sent;
  }

  std::optional<MissingCause> cause_of_purge(const QueueRecord& queue, const MessageRecord& message,
                                             const Interval& at) const {
    for (const QueueEvent& purge : queue.purges) {
      if (purge.outcome == Outcome::accepted && purge.at.to < message.enqueued.from) {
        return MissingCause::sent_after_purge;
      }
    }
    for (const QueueRecord& other : ledger_.queues) {
      if (&other == &queue) continue;
      for (const QueueEvent& purge : other.purges) {
        if (purge.at.from > message.enqueued.from && purge.at.to < at.from) {
          return MissingCause::other_purged;
        }
      }
    }
    return std::nullopt;
  }

  const Ledger& ledger_;
  const Tolerance& tolerance_;
  const Freedoms& granted_;
  std::size_t queue_ = 0, message_ = 0;
  MissingFindings result_;
};

}  // namespace

MissingFindings find_missing(const Ledger& ledger, const Tolerance& tolerance,
                             const Freedoms& granted) {
  return Search(ledger, tolerance, granted).run();
}

}  // namespace sqsproof::semantics

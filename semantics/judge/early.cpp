#include "semantics/judge/early.h"

#include <algorithm>

namespace sqsproof::semantics {
namespace {

bool changed_beside(const QueueRecord& queue, const MessageRecord& message, const Hiding& hiding,
                    const Interval& at) {
  for (const std::size_t other : queue.receives[hiding.receive].messages) {
    if (&queue.messages[other] == &message) continue;
    for (const Hiding& change : queue.messages[other].hidings) {
      if (!change.is_receive && change.at.from > hiding.at.to && change.at.to < at.from) {
        return true;
      }
    }
  }
  return false;
}

bool changed_before(const MessageRecord& message, const Hiding& hiding) {
  return std::any_of(message.hidings.begin(), message.hidings.end(), [&](const Hiding& change) {
    return !change.is_receive && change.at.to < hiding.at.from;
  });
}

class Search {
 public:
  Search(const Ledger& ledger, const Tolerance& tolerance, const Freedoms& granted)
      : ledger_(ledger), tolerance_(tolerance), granted_(granted) {}

  EarlyFindings run() {
    for (queue_ = 0; queue_ < ledger_.queues.size(); ++queue_) {
      const QueueRecord& queue = ledger_.queues[queue_];
      for (message_ = 0; message_ < queue.messages.size(); ++message_) {
        judge_delay(queue, queue.messages[message_]);
        // SQS/sqs-visibility-timeout: "isn't a guarantee" on standard queues
        if (queue.settings.fifo || !granted_.has(Freedom::early_redelivery)) {
          judge_leases(queue, queue.messages[message_]);
        }
      }
    }
    return std::move(result_);
  }

 private:
  void count(EarlyCause cause, std::size_t instances = 1) {
    const bool fifo = ledger_.queues[queue_].settings.fifo;
    result_.instances[static_cast<std::size_t>(cause) + (fifo ? EarlyFindings::kCauses : 0)] +=
        instances;
  }

  /// Receive calls that began within the time.
  static std::size_t receives_within(const QueueRecord& queue, Instant_us from, Instant_us until) {
    const auto before = [](const ReceiveRecord& receive, Instant_us t) {
      return receive.at.from < t;
    };
    const auto& all = queue.receives;
    const auto first = std::lower_bound(all.begin(), all.end(), from, before);
    const auto last = std::lower_bound(first, all.end(), std::max(until, from), before);
    return static_cast<std::size_t>(last - first);
  }

  void judge_delay(const QueueRecord& queue, const MessageRecord& message) {
    if (message.sends.empty() || message.due.from <= message.enqueued.from) return;
    const EarlyCause cause = cause_of_delay(queue, message);
    count(cause, receives_within(queue, message.enqueued.to + 1,
                                 std::min(message.due.from, message.may_be_gone_from)));
    for (std::size_t i = 0; i < message.deliveries.size(); ++i) {
      const Instant_us seen = message.deliveries[i].at.to;
      if (seen >= message.due.from - tolerance_.early_us) continue;
      add({cause, queue_, message_, i, {}, message.due.from - tolerance_.early_us - seen});
      return;
    }
  }

  void judge_leases(const QueueRecord& queue, const MessageRecord& message) {
    for (std::size_t i = 0; i < message.hidings.size(); ++i) count_asked(queue, message, i);
    for (std::size_t i = 0; i < message.deliveries.size(); ++i) {
      // Retries of a receive may answer with the same messages.
      if (queue.receives[message.deliveries[i].receive].repeats_attempt) continue;
      judge_delivery(queue, message, i);
    }
  }

  /// Receives that began while the hiding certainly lasted: each put a promise to the test.
  void count_asked(const QueueRecord& queue, const MessageRecord& message, std::size_t index) {
    const Hiding& own = message.hidings[index];
    Instant_us until = std::min(earliest_end(own, tolerance_), message.may_be_gone_from);
    if (index + 1 < message.hidings.size()) {
      until = std::min(until, message.hidings[index + 1].at.from);
    }
    const std::size_t asked = receives_within(queue, own.at.to + 1, until);
    if (asked > 0) count(cause_of(queue, message, own, own.at), asked);
  }

  void judge_delivery(const QueueRecord& queue, const MessageRecord& message, std::size_t index) {
    const Delivery& again = message.deliveries[index];
    const auto candidates = governing(message, again.at, again.serial);
    if (candidates.empty()) return;
    const bool may_be_first =
        std::none_of(message.deliveries.begin(), message.deliveries.end(),
                     [&](const Delivery& other) { return other.at.to < again.at.from; });
    Instant_us first_end = kNever_us;
    const Hiding* hiding = &message.hidings[candidates.front()];
    for (const std::size_t i : candidates) {
      const Instant_us end = earliest_end(message.hidings[i], tolerance_);
      if (end < first_end) hiding = &message.hidings[i];
      first_end = std::min(first_end, end);
    }
    const EarlyCause cause = cause_of(queue, message, *hiding, again.at);
    bool early = first_end > again.at.to;
    if (may_be_first) {
      early = std::any_of(candidates.begin(), candidates.end(), [&](std::size_t i) {
        return message.hidings[i].is_receive && clash(message, message.hidings[i], again);
      });
    } else {
      count(cause);
    }
    if (early) add({cause, queue_, message_, index, candidates, first_end - again.at.to});
  }

  /// No order of two overlapping receives explains both: the later one comes too early either way.
  /// Twice in one answer is a promise of its own.
  bool clash(const MessageRecord& message, const Hiding& x, const Delivery& y) const {
    const auto found =
        std::find_if(message.hidings.begin(), message.hidings.end(),
                     [&](const Hiding& hiding) { return hiding.serial == y.serial; });
    const Interval hull{std::min(x.at.from, y.at.from), std::max(x.at.to, y.at.to)};
    const bool alone =
        std::all_of(message.hidings.begin(), message.hidings.end(), [&](const Hiding& other) {
          return &other == &x || other.serial == y.serial || other.at.to < hull.from ||
                 other.at.from > hull.to;
        });
    return alone && x.operation != y.operation && found != message.hidings.end() &&
           earliest_end(x, tolerance_) > y.at.to && earliest_end(*found, tolerance_) > x.at.to;
  }

  void add(Early early) { result_.found.push_back(std::move(early)); }

  const Ledger& ledger_;
  const Tolerance& tolerance_;
  const Freedoms& granted_;
  std::size_t queue_ = 0, message_ = 0;
  EarlyFindings result_;
};

}  // namespace

EarlyCause cause_of(const QueueRecord& queue, const MessageRecord& message, const Hiding& hiding,
                    const Interval& at) {
  if (!hiding.is_receive) return EarlyCause::change;
  if (queue.receives[hiding.receive].repeats_attempt) return EarlyCause::attempt;
  if (changed_beside(queue, message, hiding, at)) return EarlyCause::change_of_other;
  if (changed_before(message, hiding)) return EarlyCause::change_sticks;
  if (hiding.own_timeout) return EarlyCause::own_timeout;
  for (const Timeline::Value& value : queue.visibility_timeout_us.values()) {
    if (hiding.at.to < value.at.from && value.at.from < at.from) return EarlyCause::setting;
  }
  return EarlyCause::timeout;
}

EarlyCause cause_of_delay(const QueueRecord& queue, const MessageRecord& message) {
  if (!queue.settings.fifo && queue.sends[message.sends.front()].delay_s) {
    return EarlyCause::own_delay;
  }
  return queue.delay_us.changes() ? EarlyCause::delay_setting : EarlyCause::delay;
}

EarlyFindings find_early(const Ledger& ledger, const Tolerance& tolerance,
                         const Freedoms& granted) {
  return Search(ledger, tolerance, granted).run();
}

}  // namespace sqsproof::semantics

// fifo/dedup/window-holds: within five minutes of an accepted send, sends with the same
// deduplication id are accepted and enqueue nothing; after it they are new messages
// (SQS/using-messagededuplicationid-property).
#include <algorithm>
#include <fmt/core.h>

#include "semantics/judge/promises.h"

namespace sqsproof::semantics {
namespace {

constexpr Duration_us kWindow_us = seconds(300);  // same page: "5-minute deduplication interval"

class QueueJudge {
 public:
  QueueJudge(const QueueRecord& queue, const History& history, const Tolerance& tolerance,
             Findings& findings)
      : queue_(queue), history_(history), tolerance_(tolerance), findings_(findings) {
    for (const SendRecord& send : queue.sends) {
      // Deleting a queue ends its windows.
      if (!send.key.empty() && send.at.to < queue.may_be_deleted_from) {
        keys_[send.key].push_back(&send);
      }
    }
  }

  void judge() {
    for (const auto& [key, sends] : keys_) {
      count_instances(sends);
      find_second_message(sends);
      find_stale_duplicate(sends);
    }
  }

 private:
  using Sends = std::vector<const SendRecord*>;

  /// The longest time that can lie between two events.
  static Duration_us at_most(const Interval& x, const Interval& y) {
    return std::max(y.to - x.from, x.to - y.from);
  }
  const MessageRecord& message(const SendRecord& send) const {
    return queue_.messages[*send.message];
  }

  void count_instances(const Sends& sends) {
    const SendRecord* before = nullptr;
    for (const SendRecord* send : sends) {
      if (!send->message) continue;
      const bool within = before && at_most(before->at, send->at) < kWindow_us;
      const bool after = before && send->at.from - before->at.to > kWindow_us;
      if (within || after) findings_.count_instance();
      before = send;
    }
  }

  // Two messages of one key whose sends certainly lie within one window.
  void find_second_message(const Sends& sends) {
    std::vector<std::size_t> messages;
    for (const SendRecord* send : sends) {
      if (send->message) messages.push_back(*send->message);
    }
    std::sort(messages.begin(), messages.end(), [&](std::size_t x, std::size_t y) {
      const Instant_us from_x = queue_.messages[x].enqueued.from;
      const Instant_us from_y = queue_.messages[y].enqueued.from;
      return from_x != from_y ? from_x < from_y : x < y;
    });
    messages.erase(std::unique(messages.begin(), messages.end()), messages.end());
    for (std::size_t i = 1; i < messages.size(); ++i) {
      const MessageRecord& x = queue_.messages[messages[i - 1]];
      const MessageRecord& y = queue_.messages[messages[i]];
      const Duration_us apart = at_most(x.enqueued, y.enqueued);
      if (apart >= kWindow_us - tolerance_.early_us) continue;
      findings_.violated(y.sends.front(), {x.sends.front(), y.sends.front()},
                         explain_second(x, y, apart));
    }
  }

  std::string explain_second(const MessageRecord& x, const MessageRecord& y,
                             Duration_us apart) const {
    return fmt::format(
        "operations {} and {} sent one deduplication id and got two message ids, {} and {}\n"
        "they lie at most {} apart: {} to {}\n"
        "the deduplication window is {} from the first accepted send on, so the second one must "
        "enqueue nothing",
        history_.operations[x.sends.front()].id, history_.operations[y.sends.front()].id, x.id,
        y.id, describe_duration(apart), describe_instant(history_, x.enqueued.from),
        describe_instant(history_, y.enqueued.to), describe_duration(kWindow_us));
  }

  // A send that was taken for a duplicate though every send of its key lies more than a window
  // back. Whether a suppressed send starts the window anew is not documented, hence every.
  void find_stale_duplicate(const Sends& sends) {
    Instant_us latest = -kNever_us;
    const SendRecord* before = nullptr;
    for (const SendRecord* send : sends) {
      const bool old = send->at.from - latest > kWindow_us + tolerance_.late_us;
      if (send->message && before && old && message(*send).sends.front() != send->operation) {
        findings_.violated(send->operation, {message(*send).sends.front(), send->operation},
                           explain_stale(*send, latest));
      }
      latest = std::max(latest, send->at.to);
      before = send;
    }
  }

  std::string explain_stale(const SendRecord& send, Instant_us latest) const {
    return fmt::format(
        "operation {} at {} was answered with message {} of operation {}\n"
        "the last send with its deduplication id ended at {}, more than {} earlier: the window "
        "was over, and the new message is lost",
        history_.operations[send.operation].id, describe_instant(history_, send.at.from),
        message(send).id, history_.operations[message(send).sends.front()].id,
        describe_instant(history_, latest), describe_duration(kWindow_us));
  }

  const QueueRecord& queue_;
  const History& history_;
  const Tolerance& tolerance_;
  Findings& findings_;
  std::map<std::string, Sends> keys_;
};

}  // namespace

Judgement judge_dedup_window_holds(const History& history, const Tolerance& tolerance) {
  Findings findings(history);
  const Ledger ledger = keep_ledger(history, tolerance);
  if (!ledger.too_much.empty()) findings.open(ledger.too_much);
  for (const QueueRecord& queue : ledger.queues) {
    if (!ledger.too_much.empty() || !queue.settings.fifo) continue;
    QueueJudge(queue, history, tolerance, findings).judge();
  }
  return std::move(findings).verdict("fifo/dedup/window-holds",
                                     "no deduplication id was sent twice");
}

}  // namespace sqsproof::semantics

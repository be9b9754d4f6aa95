// fifo/order/prefix: a message is delivered only when every earlier message of its group stands
// before it in the same answer, or may have left the queue (SQS/FIFO-queues-understanding-logic).
// That one rule is order, absence of gaps and the holding back of groups.
#include <algorithm>
#include <fmt/core.h>

#include "semantics/judge/promises.h"

namespace sqsproof::semantics {
namespace {

bool smaller_number(const std::string& x, const std::string& y) {
  return x.size() != y.size() ? x.size() < y.size() : x < y;
}

/// The messages of one group in the order of their enqueuing, as far as it is known: x certainly
/// comes before y if its sequence number is smaller, or if it was enqueued before y was sent.
class Group {
 public:
  explicit Group(const QueueRecord& queue) : queue_(queue) {}
  void add(std::size_t message) { order_.push_back(message); }

  void sort() {
    numbered_ = std::none_of(order_.begin(), order_.end(), [&](std::size_t m) {
      return queue_.messages[m].sequence_number.empty();
    });
    if (numbered_) {
      std::sort(order_.begin(), order_.end(), [&](std::size_t x, std::size_t y) {
        return smaller_number(queue_.messages[x].sequence_number,
                              queue_.messages[y].sequence_number);
      });
      numbered_ = numbers_agree_with_times();
    }
    if (!numbered_) {
      std::sort(order_.begin(), order_.end(), [&](std::size_t x, std::size_t y) {
        return queue_.messages[x].enqueued.to < queue_.messages[y].enqueued.to;
      });
    }
    Instant_us latest = -kNever_us;
    for (std::size_t i = 0; i < order_.size(); ++i) {
      position_[order_[i]] = i;
      latest = std::max(latest, queue_.messages[order_[i]].may_be_gone_from);
      stays_until_.push_back(latest);
    }
  }

  /// Predecessors of `message` that certainly were in the queue all the time until `instant`.
  std::vector<std::size_t> still_there(std::size_t message, Instant_us instant) const {
    constexpr std::size_t kEnough = 11;  // an answer has at most ten messages
    std::vector<std::size_t> found;
    for (std::size_t i = predecessors(message); i-- > 0;) {
      if (stays_until_[i] <= instant || found.size() >= kEnough) break;
      if (queue_.messages[order_[i]].may_be_gone_from > instant) found.push_back(order_[i]);
    }
    return found;
  }

  /// How many messages, at the beginning of the order, certainly come before this one.
  std::size_t predecessors(std::size_t message) const {
    if (numbered_) return position_.at(message);
    const Instant_us sent = queue_.messages[message].enqueued.from;
    const auto first = std::partition_point(order_.begin(), order_.end(), [&](std::size_t m) {
      return queue_.messages[m].enqueued.to < sent;
    });
    return static_cast<std::size_t>(first - order_.begin());
  }

 private:
  // Sequence numbers order messages only as long as they do not contradict the calls.
  bool numbers_agree_with_times() const {
    Instant_us latest_from = -kNever_us;
    return std::all_of(order_.begin(), order_.end(), [&](std::size_t m) {
      const Interval& enqueued = queue_.messages[m].enqueued;
      const bool agrees = enqueued.to >= latest_from;
      latest_from = std::max(latest_from, enqueued.from);
      return agrees;
    });
  }

  const QueueRecord& queue_;
  std::vector<std::size_t> order_;
  std::map<std::size_t, std::size_t> position_;
  std::vector<Instant_us> stays_until_;  // the latest `may_be_gone_from` up to here
  bool numbered_ = false;
};

std::string explain(const History& history, const MessageRecord& early,
                    const MessageRecord& overtaken, const ReceiveRecord& receive) {
  std::string text = fmt::format(
      "{} precedes {} in group `{}`\n"
      "{} was never deleted and had not expired before {}, and it is not before {} in the "
      "answer\n",
      name_of(overtaken), name_of(early), early.group, name_of(overtaken),
      describe_instant(history, receive.at.to), name_of(early));
  for (const Hiding& hiding : overtaken.hidings) {
    if (hiding.at.from > receive.at.to || hiding.operation == receive.operation) break;
    text +=
        fmt::format("operation {} hid {} for {} at {}\n", history.operations[hiding.operation].id,
                    name_of(overtaken), describe_duration(hiding.timeout),
                    describe_instant(history, hiding.at.from));
  }
  return text + fmt::format("receive {} returned {} at {}",
                            history.operations[receive.operation].id, name_of(early),
                            describe_instant(history, receive.at.to));
}

class QueueJudge {
 public:
  QueueJudge(const QueueRecord& queue, const History& history, Findings& findings)
      : queue_(queue), history_(history), findings_(findings) {
    for (std::size_t i = 0; i < queue.messages.size(); ++i) {
      const MessageRecord& message = queue.messages[i];
      if (!message.group_certain) continue;
      groups_.try_emplace(message.group, queue).first->second.add(i);
    }
    for (auto& [name, group] : groups_) group.sort();
  }

  void judge() {
    for (const ReceiveRecord& receive : queue_.receives) {
      for (std::size_t i = 0; i < receive.messages.size(); ++i) judge_delivery(receive, i);
    }
  }

 private:
  void judge_delivery(const ReceiveRecord& receive, std::size_t position) {
    const std::size_t message = receive.messages[position];
    if (!queue_.messages[message].group_certain) return;
    const Group& group = groups_.at(queue_.messages[message].group);
    if (group.predecessors(message) > 0) findings_.count_instance();
    const auto here = receive.messages.begin() + static_cast<std::ptrdiff_t>(position);
    for (const std::size_t earlier : group.still_there(message, receive.at.to)) {
      if (std::find(receive.messages.begin(), here, earlier) != here) continue;
      report(receive, message, earlier);
      return;
    }
  }

  void report(const ReceiveRecord& receive, std::size_t message, std::size_t earlier) {
    const MessageRecord& overtaken = queue_.messages[earlier];
    std::vector<std::size_t> because = overtaken.sends;
    for (const Hiding& hiding : overtaken.hidings) {
      if (hiding.at.from < receive.at.from) because.push_back(hiding.operation);
    }
    const auto& sends = queue_.messages[message].sends;
    because.insert(because.end(), sends.begin(), sends.end());
    because.push_back(receive.operation);
    findings_.violated(receive.operation, because,
                       explain(history_, queue_.messages[message], overtaken, receive));
  }

  const QueueRecord& queue_;
  const History& history_;
  Findings& findings_;
  std::map<std::string, Group> groups_;
};

}  // namespace

Judgement judge_fifo_order_prefix(const History& history, const Tolerance& tolerance) {
  Findings findings(history);
  const Ledger ledger = keep_ledger(history, tolerance);
  if (!ledger.too_much.empty()) {
    findings.open(ledger.too_much);
  } else if (!history.recorded.all_deletes) {
    findings.open("the trace does not hold the deletes of all clients");
  } else {
    for (const QueueRecord& queue : ledger.queues) {
      if (queue.settings.fifo) QueueJudge(queue, history, findings).judge();
    }
  }
  return std::move(findings).verdict("fifo/order/prefix",
                                     "no message was received that has a predecessor in its group");
}

}  // namespace sqsproof::semantics

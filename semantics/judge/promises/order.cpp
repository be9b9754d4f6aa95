// fifo/order/: the order of a group is that of its sends, and nobody overtakes.
//
// fifo/order/prefix: a message is delivered only when every earlier message of its group stands
// before it in the same answer, or may have left the queue (SQS/FIFO-queues-understanding-logic).
// That one rule is order, absence of gaps and the holding back of groups.
#include <algorithm>
#include <fmt/core.h>

#include "semantics/judge/case.h"
#include "semantics/judge/group_order.h"
#include "semantics/judge/joint_text.h"
#include "semantics/judge/promises.h"
#include "semantics/judge/promises/repeats.h"

namespace sqsproof::semantics {
namespace {

std::string explain(const Case& the_case, const MessageRecord& early,
                    const MessageRecord& overtaken, const ReceiveRecord& receive) {
  std::string text = fmt::format(
      "{} precedes {} in group `{}`\n"
      "{} was never deleted and had not expired before {}, and it is not before {} in the "
      "answer\n",
      name_of(overtaken), name_of(early), early.group, name_of(overtaken),
      the_case.time(receive.at.to), name_of(early));
  for (const Hiding& hiding : overtaken.hidings) {
    if (hiding.at.from > receive.at.to || hiding.operation == receive.operation) break;
    text += fmt::format("operation {} hid {} for {} at {}\n", the_case.id(hiding.operation),
                        name_of(overtaken), describe_duration(hiding.longest),
                        the_case.time(hiding.at.from));
  }
  return text + fmt::format("receive {} returned {} at {}", the_case.id(receive.operation),
                            name_of(early), the_case.time(receive.at.to));
}

class QueueJudge {
 public:
  QueueJudge(const Case& the_case, const QueueRecord& queue, Findings& findings)
      : case_(the_case), queue_(queue), findings_(findings), groups_(group_orders_of(queue)) {}

  void judge() {
    for (const ReceiveRecord& receive : queue_.receives) {
      // A repeated attempt answers as before, whatever came back since.
      for (std::size_t i = 0; i < receive.messages.size() && !receive.repeats_attempt; ++i) {
        judge_delivery(receive, i);
      }
    }
  }

 private:
  void judge_delivery(const ReceiveRecord& receive, std::size_t position) {
    const std::size_t message = receive.messages[position];
    if (!queue_.messages[message].group_certain) return;
    const GroupOrder& group = groups_.at(queue_.messages[message].group);
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
    auto because = story_of(queue_, overtaken, receive.at.from);
    for (const std::size_t send : queue_.messages[message].sends) {
      because.push_back(queue_.sends[send].operation);
    }
    findings_.violated(receive.operation, because,
                       explain(case_, queue_.messages[message], overtaken, receive));
  }

  const Case& case_;
  const QueueRecord& queue_;
  Findings& findings_;
  GroupOrders groups_;
};

Judgement judge_prefix(const Case& the_case) {
  Findings findings(the_case);
  if (!the_case.history.recorded.all_deletes) {
    findings.open("the trace does not hold the deletes of all clients");
  } else {
    for (const QueueRecord& queue : the_case.ledger.queues) {
      if (queue.settings.fifo) QueueJudge(the_case, queue, findings).judge();
    }
    const auto any_queue = [](const QueueRecord&) { return true; };
    if (!findings.any()) judge_joint(the_case, Joint::About::order, {}, any_queue, findings);
  }
  return std::move(findings).verdict();
}

/// Entries of one batch and group that made messages of their own, in order.
Judgement judge_batch(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    if (!queue.settings.fifo) return;
    for (std::size_t i = 1; i < queue.sends.size(); ++i) {
      const SendRecord& y = queue.sends[i];
      if (!y.in_batch || y.sequence_number.empty()) continue;
      for (std::size_t j = i; j-- > 0 && queue.sends[j].operation == y.operation;) {
        const SendRecord& x = queue.sends[j];
        const bool fresh = x.message != kNone && y.message != kNone && x.message != y.message &&
                           queue.messages[x.message].sends.size() == 1 &&
                           queue.messages[y.message].sends.size() == 1;
        if (x.group != y.group || x.sequence_number.empty() || !fresh) continue;
        findings.test(smaller_number(x.sequence_number, y.sequence_number), y.operation, {}, [&] {
          return fmt::format(
              "entries {} and {} of batch {} are of one group\n"
              "their sequence numbers are {} and {}",
              x.entry + 1, y.entry + 1, the_case.id(y.operation), x.sequence_number,
              y.sequence_number);
        });
        break;
      }
    }
  });
}

constexpr const char* kPage = "SQS/FIFO-queues-understanding-logic";

constexpr Promise kRows[] = {
    {"fifo/order/prefix",
     "no message overtakes an earlier message of its group that is still in the queue", kPage,
     Strength::must, judge_prefix, "no message was received that has a predecessor in its group"},
    {"fifo/order/batch", "the entries of a batch are in the order of the batch", kPage,
     Strength::must, judge_batch, "no batch sent two messages to a group"},
    {"fifo/order/once-per-answer", "no answer of a FIFO queue holds a message twice",
     "SQS/FIFO-queues-exactly-once-processing", Strength::must, judge_repeats_of_fifo,
     "no receive from a FIFO queue that asked for several messages got any"},
};

}  // namespace

std::span<const Promise> order_promises() { return kRows; }

}  // namespace sqsproof::semantics

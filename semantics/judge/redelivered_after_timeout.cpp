// visibility/redelivered-after-timeout: what was received and not deleted comes back when its
// visibility timeout has ended (SQS/sqs-visibility-timeout).
#include <fmt/core.h>

#include "semantics/judge/promises.h"

namespace sqsproof::semantics {
namespace {

std::string explain(const History& history, const MessageRecord& message, const Available& window,
                    std::size_t poll) {
  const Operation& empty = history.operations[poll];
  std::string text =
      fmt::format("{} was received and neither deleted nor hidden again\n", name_of(message));
  for (const Hiding& hiding : message.hidings) {
    if (hiding.at.from > empty.invoked) break;
    text += fmt::format("operation {} hid it for {}, from {} at the latest\n",
                        history.operations[hiding.operation].id, describe_duration(hiding.timeout),
                        describe_instant(history, hiding.at.to));
  }
  return text + fmt::format(
                    "it must have been visible again at {}, and yet long poll {} found "
                    "nothing from {} to {}",
                    describe_instant(history, window.during.from), empty.id,
                    describe_instant(history, empty.invoked),
                    describe_instant(history, empty.returned));
}

void judge_message(const QueueRecord& queue, std::size_t index, EmptyPolls& polls,
                   const History& history, Findings& findings) {
  const MessageRecord& message = queue.messages[index];
  if (message.receives > 1) findings.count_instance(message.receives - 1);
  for (const Available& window : polls.available(index)) {
    if (!window.was_received) continue;
    const auto poll = polls.that_should_find(index, window.during);
    if (!poll) continue;
    findings.count_instance();
    std::vector<std::size_t> because;
    if (!message.sends.empty()) because.push_back(message.sends.front());
    for (const Hiding& hiding : message.hidings) {
      if (hiding.at.from < window.during.from) because.push_back(hiding.operation);
    }
    because.push_back(*poll);
    findings.violated(*poll, because, explain(history, message, window, *poll));
    return;
  }
}

}  // namespace

Judgement judge_redelivered_after_timeout(const History& history, const Tolerance& tolerance) {
  Findings findings(history);
  const Ledger ledger = keep_ledger(history, tolerance);
  if (!ledger.too_much.empty()) {
    findings.open(ledger.too_much);
  } else if (!history.recorded.all_receives || !history.recorded.all_deletes) {
    findings.open("the trace does not hold the receives and deletes of all clients");
  } else {
    for (const QueueRecord& queue : ledger.queues) {
      EmptyPolls polls(queue, history, tolerance);
      for (std::size_t i = 0; i < queue.messages.size(); ++i) {
        judge_message(queue, i, polls, history, findings);
      }
      if (polls.gave_up()) findings.open("the history is too long to compare all groups");
    }
  }
  return std::move(findings).verdict("visibility/redelivered-after-timeout",
                                     "no message was left undeleted until its timeout had ended");
}

}  // namespace sqsproof::semantics

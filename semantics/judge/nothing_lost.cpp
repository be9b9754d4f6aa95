// delivery/nothing-lost: whatever was accepted is delivered at least once
// (SQS/standard-queues-at-least-once-delivery).
#include <fmt/core.h>

#include "semantics/judge/promises.h"

namespace sqsproof::semantics {
namespace {

constexpr std::size_t kPollsNeeded = 2;  // empty, one after the other, before a message is lost

/// The empty polls of the drain that should have found the message, or fewer than needed.
std::vector<std::size_t> missing_polls(EmptyPolls& polls, const History& history,
                                       std::size_t message) {
  std::vector<std::size_t> missed;
  const auto& windows = polls.available(message);
  if (windows.empty()) return missed;
  Instant_us from = history.operations[history.drained_from].invoked;
  while (missed.size() < kPollsNeeded) {
    const auto poll = polls.that_should_find(message, windows.back().during, from);
    if (!poll) break;
    missed.push_back(*poll);
    from = history.operations[*poll].invoked + 1;
  }
  return missed;
}

std::string explain(const History& history, const MessageRecord& message,
                    const std::vector<std::size_t>& missed) {
  return fmt::format(
      "{} was accepted by operation {} at {} at the latest\n"
      "it was never received, so nobody can have deleted it, and its retention period had not "
      "ended\n"
      "all timeouts and delays were over, and yet long polls {} and {}, the last one until {}, "
      "found nothing",
      name_of(message), history.operations[message.sends.front()].id,
      describe_instant(history, message.enqueued.to), history.operations[missed.front()].id,
      history.operations[missed.back()].id,
      describe_instant(history, history.operations[missed.back()].returned));
}

void judge_queue(const QueueRecord& queue, const History& history, const Tolerance& tolerance,
                 Findings& findings) {
  EmptyPolls polls(queue, history, tolerance);
  for (std::size_t i = 0; i < queue.messages.size(); ++i) {
    const MessageRecord& message = queue.messages[i];
    if (message.sends.empty()) continue;
    if (message.receives > 0) {
      findings.count_instance();
      continue;
    }
    const bool drained = history.drained && history.drained_from < history.operations.size();
    const auto missed = drained ? missing_polls(polls, history, i) : std::vector<std::size_t>{};
    if (missed.size() == kPollsNeeded) {
      findings.count_instance();
      std::vector<std::size_t> because = {message.sends.front()};
      because.insert(because.end(), missed.begin(), missed.end());
      findings.violated(missed.back(), because, explain(history, message, missed));
    } else if (!drained) {
      findings.open(name_of(message) + " was not received, but the queue was not drained");
    } else {
      findings.open(name_of(message) + " was not received, and it is not certain that it should");
    }
  }
}

}  // namespace

Judgement judge_nothing_lost(const History& history, const Tolerance& tolerance) {
  Findings findings(history);
  const Ledger ledger = keep_ledger(history, tolerance);
  if (!ledger.too_much.empty()) {
    findings.open(ledger.too_much);
  } else if (!history.recorded.all_receives || !history.recorded.all_deletes) {
    findings.open("the trace does not hold the receives and deletes of all clients");
  } else {
    for (const QueueRecord& queue : ledger.queues) {
      judge_queue(queue, history, tolerance, findings);
    }
  }
  return std::move(findings).verdict("delivery/nothing-lost", "no send was accepted");
}

}  // namespace sqsproof::semantics

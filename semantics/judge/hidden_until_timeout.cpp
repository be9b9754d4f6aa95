// visibility/hidden-until-timeout: a received message is not received again before its visibility
// timeout ends (SQS/sqs-visibility-timeout). AWS grants that to FIFO queues and calls it no
// guarantee on standard queues; it is judged strictly on both.
#include <algorithm>
#include <fmt/core.h>

#include "semantics/judge/promises.h"

namespace sqsproof::semantics {
namespace {

/// Receive calls that began while the hiding certainly lasted: each put the promise to the test.
std::size_t receives_within(const QueueRecord& queue, const MessageRecord& message,
                            std::size_t hiding, const Tolerance& tolerance) {
  const Hiding& own = message.hidings[hiding];
  Instant_us until = std::min(earliest_end(own, tolerance), message.may_be_gone_from);
  if (hiding + 1 < message.hidings.size()) {
    until = std::min(until, message.hidings[hiding + 1].at.from);
  }
  const auto before = [](const ReceiveRecord& receive, Instant_us t) {
    return receive.at.from < t;
  };
  const auto& all = queue.receives;
  const auto first = std::lower_bound(all.begin(), all.end(), own.at.to + 1, before);
  const auto last = std::lower_bound(first, all.end(), std::max(until, own.at.to + 1), before);
  return static_cast<std::size_t>(last - first);
}

std::string explain(const History& history, const MessageRecord& message, const Hiding& again,
                    const std::vector<std::size_t>& candidates, const Tolerance& tolerance) {
  std::string text =
      fmt::format("{} was received again by operation {}, which returned at {}\n", name_of(message),
                  history.operations[again.operation].id, describe_instant(history, again.at.to));
  for (const std::size_t index : candidates) {
    const Hiding& hiding = message.hidings[index];
    text +=
        fmt::format("operation {} had {} for {}, at {} at the earliest: hidden until {}\n",
                    history.operations[hiding.operation].id,
                    hiding.is_receive ? "received it" : "set its visibility timeout",
                    describe_duration(hiding.timeout), describe_instant(history, hiding.at.from),
                    describe_instant(history, earliest_end(hiding, tolerance)));
  }
  return text + "nothing made it visible before";
}

/// No order of two overlapping receives explains both: the later one comes too early either way.
bool clash(const MessageRecord& message, const Hiding& x, const Hiding& y,
           const Tolerance& tolerance) {
  const Interval hull{std::min(x.at.from, y.at.from), std::max(x.at.to, y.at.to)};
  const bool alone =
      std::all_of(message.hidings.begin(), message.hidings.end(), [&](const Hiding& other) {
        return &other == &x || &other == &y || other.at.to < hull.from || other.at.from > hull.to;
      });
  return alone && earliest_end(x, tolerance) > y.at.to && earliest_end(y, tolerance) > x.at.to;
}

void judge_delivery(const MessageRecord& message, const Hiding& again, const History& history,
                    const Tolerance& tolerance, Findings& findings) {
  const auto candidates = governing(message, again.at, again.operation);
  std::vector<std::size_t> because = {again.operation};
  for (const std::size_t i : candidates) because.push_back(message.hidings[i].operation);
  const bool may_be_first = std::none_of(
      message.hidings.begin(), message.hidings.end(),
      [&](const Hiding& other) { return other.is_receive && other.at.to < again.at.from; });
  bool early = false;
  if (may_be_first) {
    // It may be the first one, but not together with a receive that may be the first one too.
    for (const std::size_t i : candidates) {
      const Hiding& other = message.hidings[i];
      early = early || (other.is_receive && clash(message, other, again, tolerance));
    }
  } else {
    early = std::none_of(candidates.begin(), candidates.end(), [&](std::size_t i) {
      return earliest_end(message.hidings[i], tolerance) <= again.at.to;
    });
    findings.count_instance();
  }
  if (early) {
    findings.violated(again.operation, because,
                      explain(history, message, again, candidates, tolerance));
  }
}

}  // namespace

Judgement judge_hidden_until_timeout(const History& history, const Tolerance& tolerance) {
  Findings findings(history);
  const Ledger ledger = keep_ledger(history, tolerance);
  const bool blind = !history.recorded.all_deletes;
  if (blind) findings.open("the trace does not hold the visibility changes of all clients");
  if (!ledger.too_much.empty()) findings.open(ledger.too_much);
  for (const QueueRecord& queue : ledger.queues) {
    if (blind || !ledger.too_much.empty()) break;
    std::vector<std::size_t> exempt;  // retries of a receive may answer with the same messages
    for (const ReceiveRecord& receive : queue.receives) {
      if (receive.repeats_attempt) exempt.push_back(receive.operation);
    }
    for (const MessageRecord& message : queue.messages) {
      for (std::size_t i = 0; i < message.hidings.size(); ++i) {
        const Hiding& hiding = message.hidings[i];
        findings.count_instance(receives_within(queue, message, i, tolerance));
        if (!hiding.is_receive ||
            std::binary_search(exempt.begin(), exempt.end(), hiding.operation)) {
          continue;
        }
        judge_delivery(message, hiding, history, tolerance, findings);
      }
    }
  }
  return std::move(findings).verdict("visibility/hidden-until-timeout",
                                     "nobody received while a message was hidden");
}

}  // namespace sqsproof::semantics

#include "semantics/judge/leases.h"

#include <algorithm>

namespace sqsproof::semantics {

Instant_us earliest_end(const Hiding& hiding, const Tolerance& tolerance) {
  // A timeout of 0 is no timer that could fire early.
  if (hiding.timeout == 0) return hiding.at.from;
  return std::max(hiding.at.from, hiding.at.from + hiding.timeout - tolerance.early_us);
}

Instant_us latest_end(const Hiding& hiding, const Tolerance& tolerance) {
  return hiding.at.to + hiding.timeout + tolerance.late_us;
}

std::vector<std::size_t> governing(const MessageRecord& message, Interval window,
                                   std::size_t except) {
  // The latest beginning of a definite hiding that was over before the window: whatever was over
  // before that one began is history.
  Instant_us settled_from = -kNever_us;
  for (const Hiding& hiding : message.hidings) {
    if (hiding.at.from > window.to) break;
    if (hiding.operation != except && hiding.definite && hiding.at.to < window.from) {
      settled_from = std::max(settled_from, hiding.at.from);
    }
  }
  std::vector<std::size_t> candidates;
  for (std::size_t i = 0; i < message.hidings.size(); ++i) {
    const Hiding& hiding = message.hidings[i];
    if (hiding.at.from > window.to) break;
    if (hiding.operation != except && hiding.at.to >= settled_from) candidates.push_back(i);
  }
  return candidates;
}

namespace {

/// Whether this receipt is certainly the message's latest one during `at`; with `in_flight` also
/// that its timeout has certainly not ended.
bool surely_current(const MessageRecord& message, const Interval& at, std::size_t operation,
                    const std::string& receipt, bool in_flight, const Tolerance& tolerance) {
  const auto candidates = governing(message, at, operation);
  if (candidates.empty()) return false;
  return std::all_of(candidates.begin(), candidates.end(), [&](std::size_t index) {
    const Hiding& before = message.hidings[index];
    return before.at.to < at.from && before.receipt == receipt &&
           (!in_flight || earliest_end(before, tolerance) > at.to);
  });
}

}  // namespace

void settle_changes(MessageRecord& message, const Tolerance& tolerance) {
  for (Hiding& change : message.hidings) {
    if (change.is_receive || !change.definite) continue;
    change.definite =
        surely_current(message, change.at, change.operation, change.receipt, true, tolerance);
  }
}

void settle_removals(MessageRecord& message, bool fifo, const Tolerance& tolerance) {
  for (Removal& removal : message.removals) {
    removal.definite = removal.definite && surely_current(message, removal.at, removal.operation,
                                                          removal.receipt, fifo, tolerance);
    if (removal.definite) {
      message.surely_gone_from = std::min(message.surely_gone_from, removal.at.to);
    }
  }
}

namespace {

/// Whoever received without telling may have taken any message of the queue along.
std::vector<Hiding> unanswered_receives(const QueueRecord& queue) {
  std::vector<Hiding> lost;
  for (const ReceiveRecord& receive : queue.receives) {
    if (receive.answered) continue;
    const Interval at{receive.at.from, receive.at.to + receive.wait};
    lost.push_back({receive.operation, at, receive.timeout, false, true, ""});
  }
  return lost;
}

}  // namespace

std::vector<Available> surely_available(const QueueRecord& queue, const MessageRecord& message,
                                        const Tolerance& tolerance) {
  std::vector<Available> windows;
  if (message.enqueued.to >= kNever_us) return windows;
  // Becoming available takes its time too, hence the tolerance even without a delay.
  const Instant_us due = message.enqueued.to + message.delay + tolerance.late_us;
  Instant_us free_from = due;
  bool received = false;
  const auto close = [&](Instant_us until) {
    until = std::min(until, message.may_be_gone_from);
    if (free_from < until) windows.push_back({{free_from, until}, received});
  };
  const std::vector<Hiding> lost = unanswered_receives(queue);
  std::vector<const Hiding*> all;
  for (const Hiding& hiding : message.hidings) all.push_back(&hiding);
  for (const Hiding& hiding : lost) all.push_back(&hiding);
  std::stable_sort(all.begin(), all.end(),
                   [](const Hiding* x, const Hiding* y) { return x->at.from < y->at.from; });
  // A definite hiding replaces what certainly came before it; everything else only adds up.
  std::vector<const Hiding*> open;
  for (const Hiding* hiding : all) {
    close(hiding->at.from);
    if (hiding->definite) {
      std::erase_if(open, [&](const Hiding* other) { return other->at.to < hiding->at.from; });
    }
    open.push_back(hiding);
    free_from = due;
    for (const Hiding* other : open) free_from = std::max(free_from, latest_end(*other, tolerance));
    received = received || (hiding->definite && hiding->is_receive);
  }
  close(kNever_us);
  return windows;
}

}  // namespace sqsproof::semantics

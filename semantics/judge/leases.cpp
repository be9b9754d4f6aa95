#include "semantics/judge/leases.h"

#include <algorithm>

namespace sqsproof::semantics {

Instant_us earliest_end(const Hiding& hiding, const Tolerance& tolerance) {
  // A timeout of 0 is no timer that could fire early.
  if (hiding.shortest == 0) return hiding.at.from;
  return std::max(hiding.at.from, hiding.at.from + hiding.shortest - tolerance.early_us);
}

Instant_us latest_end(const Hiding& hiding, const Tolerance& tolerance) {
  return hiding.at.to + hiding.longest + tolerance.late_us;
}

std::vector<std::size_t> governing(const MessageRecord& message, Interval window,
                                   std::size_t except) {
  // The latest beginning of a definite hiding that was over before the window: whatever was over
  // before that one began is history.
  Instant_us settled_from = -kNever_us;
  for (const Hiding& hiding : message.hidings) {
    if (hiding.at.from > window.to) break;
    if (hiding.serial != except && hiding.definite && hiding.at.to < window.from) {
      settled_from = std::max(settled_from, hiding.at.from);
    }
  }
  std::vector<std::size_t> candidates;
  for (std::size_t i = 0; i < message.hidings.size(); ++i) {
    const Hiding& hiding = message.hidings[i];
    if (hiding.at.from > window.to) break;
    if (hiding.serial != except && hiding.at.to >= settled_from) candidates.push_back(i);
  }
  return candidates;
}

bool surely_current(const MessageRecord& message, const Interval& at, std::size_t serial,
                    std::string_view receipt, bool in_flight, const Tolerance& tolerance) {
  const auto candidates = governing(message, at, serial);
  if (candidates.empty()) return false;
  return std::all_of(candidates.begin(), candidates.end(), [&](std::size_t index) {
    const Hiding& before = message.hidings[index];
    return before.at.to < at.from && before.receipt == receipt &&
           (!in_flight || earliest_end(before, tolerance) > at.to);
  });
}

void settle_changes(MessageRecord& message, const Tolerance& tolerance) {
  for (Hiding& change : message.hidings) {
    if (change.is_receive || !change.definite) continue;
    change.definite =
        surely_current(message, change.at, change.serial, change.receipt, true, tolerance);
  }
}

namespace {

/// Whether a receive that was never answered may have got the message before the delete.
bool may_be_received_unseen(const MessageRecord& message, const QueueRecord& queue,
                            const Exit& exit, const Tolerance& tolerance) {
  const auto candidates = governing(message, exit.at, exit.serial);
  return std::any_of(queue.lost_receives.begin(), queue.lost_receives.end(), [&](std::size_t lost) {
    const ReceiveRecord& receive = queue.receives[lost];
    if (receive.at.from > exit.at.to) return false;
    const Instant_us until = std::min(receive.at.to + receive.wait.most, exit.at.to);
    return std::any_of(candidates.begin(), candidates.end(), [&](std::size_t i) {
      return earliest_end(message.hidings[i], tolerance) <= until;
    });
  });
}

}  // namespace

void settle_deletes(MessageRecord& message, const QueueRecord& queue, const Tolerance& tolerance) {
  const bool fifo = queue.settings.fifo;
  for (Exit& exit : message.exits) {
    if (exit.kind != Exit::Kind::deleted || !exit.definite) continue;
    exit.definite = surely_current(message, exit.at, exit.serial, exit.receipt, fifo, tolerance) &&
                    !may_be_received_unseen(message, queue, exit, tolerance);
  }
}

namespace {

/// Whoever received without telling may have taken any message of the queue along.
std::vector<Hiding> unanswered_receives(const QueueRecord& queue) {
  std::vector<Hiding> lost;
  for (const std::size_t index : queue.lost_receives) {
    const ReceiveRecord& receive = queue.receives[index];
    Hiding hiding;
    hiding.operation = receive.operation;
    hiding.at = {receive.at.from, receive.at.to + receive.wait.most};
    hiding.shortest = receive.timeout.least;
    hiding.longest = receive.timeout.most;
    hiding.definite = false;
    lost.push_back(hiding);
  }
  return lost;
}

/// The hidings that may count at a time, and when the last of them ends.
class Cover {
 public:
  Cover(const MessageRecord& message, Instant_us due, const Tolerance& tolerance)
      : message_(message), due_(due), tolerance_(tolerance) {}

  void add(const Hiding* hiding) {
    // A definite hiding replaces what certainly came before it; everything else only adds up.
    if (hiding->definite) {
      std::erase_if(open_, [&](const Hiding* other) { return other->at.to < hiding->at.from; });
    }
    open_.push_back(hiding);
  }
  Instant_us end() const {
    Instant_us end = due_;
    for (const Hiding* other : open_) end = std::max(end, latest_end(*other, tolerance_));
    return end;
  }
  /// The hiding that ends last, if it is one of the message's own.
  std::size_t opener() const {
    const Hiding* last = nullptr;
    for (const Hiding* other : open_) {
      const Instant_us end = latest_end(*other, tolerance_);
      if (end >= due_ && (!last || end >= latest_end(*last, tolerance_))) last = other;
    }
    const Hiding* begin = message_.hidings.data();
    const bool own = last && last >= begin && last < begin + message_.hidings.size();
    return own ? static_cast<std::size_t>(last - begin) : kNone;
  }

 private:
  const MessageRecord& message_;
  Instant_us due_;
  const Tolerance& tolerance_;
  std::vector<const Hiding*> open_;
};

}  // namespace

std::vector<Available> surely_available(const QueueRecord& queue, const MessageRecord& message,
                                        Instant_us gone_from, const Tolerance& tolerance) {
  std::vector<Available> windows;
  if (message.enqueued.to >= kNever_us) return windows;
  // Becoming available takes its time too, hence the tolerance even without a delay.
  Cover cover(message, message.due.to + tolerance.late_us, tolerance);
  bool received = false;
  const auto close = [&](Instant_us until) {
    until = std::min(until, gone_from);
    const Instant_us from = cover.end();
    if (from < until) windows.push_back({{from, until}, received, cover.opener()});
  };
  const std::vector<Hiding> lost = unanswered_receives(queue);
  std::vector<const Hiding*> all;
  all.reserve(message.hidings.size() + lost.size());
  for (const Hiding& hiding : message.hidings) all.push_back(&hiding);
  for (const Hiding& hiding : lost) all.push_back(&hiding);
  std::stable_sort(all.begin(), all.end(),
                   [](const Hiding* x, const Hiding* y) { return x->at.from < y->at.from; });
  for (const Hiding* hiding : all) {
    close(hiding->at.from);
    cover.add(hiding);
    received = received || (hiding->definite && hiding->is_receive);
  }
  close(kNever_us);
  return windows;
}

}  // namespace sqsproof::semantics

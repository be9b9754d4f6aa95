// Receipts: deletes and changes of visibility.
#include <algorithm>

#include "semantics/stream/slice.h"

namespace sqsproof::semantics::stream {

namespace {

/// Whether a change may hide for more than twelve hours after the receive, which came after the
/// send. SQSAPI/ChangeMessageVisibility
bool is_too_long(const Message& message, const Seen& seen, const Item& item) {
  const Duration_us more = seconds(std::max(0, item.seconds));
  return seen.kind == Kind::change && seen.at.to + more - message.enqueued.from > seconds(43'200);
}

}  // namespace

void StreamJudge::Core::take_uses(const Seen& seen) {
  if (seen.batch) test_batch(seen);
  for (const Item& item : seen.items) take_use(seen, item);
}

void StreamJudge::Core::take_use(const Seen& seen, const Item& item) {
  const Index index = find_receipt(item.receipt);
  if (index == kNobody) {  // foreign, or of a message that is forgotten
    note_unknown_receipt(seen, item);
    return note_foreign(seen, item);
  }
  if (is_of_other_queue(messages_[index], seen)) return note_foreign(seen, item);
  Message& message = messages_[index];
  keep(message, seen.place);
  const bool late = item.receipt != message.latest_receipt || seen.at.to > message.hidden_until;
  test_use(seen, item, message, late);
  test_polled(message, seen.at.from);
  const bool fifo = queues[seen.queue].settings.fifo;
  // What an old receipt does on a FIFO queue is not certain either.
  const bool doubtful =
      fifo && seen.kind == Kind::remove && item.outcome == Outcome::accepted &&
      (late || seen.at.from <= message.hidden_to || !queues[seen.queue].unanswered.empty());
  message.unsure = message.unsure || doubtful || item.outcome == Outcome::unknown;
  const bool odd = item.outcome == Outcome::refused || (fifo && late) ||
                   (seen.kind == Kind::change && message.gone_by < seen.at.from) ||
                   seen.at.from <= message.hidden_to || is_too_long(message, seen, item);
  if (odd && item.outcome != Outcome::unknown) suspect(index, seen.at.to);
  if (item.outcome == Outcome::refused) return;
  if (seen.kind == Kind::remove) return take_delete(seen, item, index, late);
  take_change(seen, item, index, late);
}

/// A delete that was not refused. What one does by an old receipt is not promised, and a receive
/// that nobody saw may have made it one. SQSAPI/DeleteMessage
void StreamJudge::Core::take_delete(const Seen& seen, const Item& item, Index index, bool late) {
  Message& message = messages_[index];
  const Queue& queue = queues[seen.queue];
  // The receipt is of its source, where it no longer is.
  if (message.queue != seen.queue && queues[message.queue].url != queue.url) return;
  const bool definite = item.outcome == Outcome::accepted;
  message.removed = message.removed || definite;
  const bool unseen = !queue.unanswered.empty() || !options.recorded.all_receives;
  const bool may_be_shown = late || message.may_be_shown;
  const bool old =
      item.receipt != message.latest_receipt || (may_be_shown && (queue.settings.fifo || unseen));
  let_go(index, seen.at, definite, old);
}

/// A change that was not refused.
void StreamJudge::Core::take_change(const Seen& seen, const Item& item, Index index, bool late) {
  Message& message = messages_[index];
  message.changed = true;
  ++message.changes;
  const bool counts =
      item.outcome == Outcome::accepted && !late && seen.at.from > message.hidden_to;
  const Instant_us visible =
      seen.at.to + seconds(std::max(0, item.seconds)) + options.tolerance.late_us;
  if (counts || message.available_from < kNever_us) {
    wait_for(index, counts ? visible : std::max(visible, message.available_from));
  }
  Tests& tests = queues[seen.queue].tests;
  tests.changes[tests.changed++ % tests.changes.size()] = {message.in_answer, message.id, seen.at};
  message.hidden_to = std::max(message.hidden_to, seen.at.to);
  if (seen.at.from < message.hidden_from) return;
  message.hidden_later =
      std::max<Duration_us>(0, message.hidden_from + message.hidden_later - seen.at.from);
  message.hidden_by = HiddenBy::change;
  message.may_be_shown = message.may_be_shown || late || item.outcome != Outcome::accepted;
  message.hidden_from = seen.at.from;
  message.hidden_until =
      seen.at.from + seconds(std::max(0, item.seconds)) - options.tolerance.early_us;
}

void StreamJudge::Core::note_unknown_receipt(const Seen& seen, const Item& item) {
  constexpr std::size_t kMost = 10'000;  // nearly all are unknown for ever
  if (unknown_receipts_.size() >= kMost) unknown_receipts_.clear();
  unknown_receipts_.try_emplace(item.receipt, seen.at.to);
}

/// A receipt of a message that never was in this queue.
bool StreamJudge::Core::is_of_other_queue(const Message& message, const Seen& seen) const {
  return message.queue != seen.queue && !message.moved && !shared_receipts_ &&
         queues[message.queue].url != queues[seen.queue].url;
}

/// No receive of this queue issued the receipt, as far as is known.
void StreamJudge::Core::note_foreign(const Seen& seen, const Item& item) {
  constexpr std::size_t kMost = 1'000;
  Queue& queue = queues[seen.queue];
  const bool known = queue.created_here && !forgot_receipts_ && !queue.earlier &&
                     queue.unanswered.empty() && options.recorded.all_receives && !shared_receipts_;
  if (!known || item.outcome == Outcome::unknown) {
    ++totals.unknown_receipts;
    return;
  }
  count(queue, Streamed::foreign_refused);
  if (item.outcome == Outcome::refused || foreign_uses_.size() >= kMost) return;
  foreign_uses_.push_back({seen.at.to, seen.queue, seen.place, item.receipt});
  recall_.hold(seen.place);
}

/// Unless a receive has issued it, which was still under way.
void StreamJudge::Core::settle_foreign(Instant_us until) {
  static const std::array kPromise = {find_promise("receipts/foreign-refused")};
  const auto waits = [until](const ForeignUse& one) { return one.due >= until; };
  const auto first = std::stable_partition(foreign_uses_.begin(), foreign_uses_.end(), waits);
  const std::vector<ForeignUse> ripe(first, foreign_uses_.end());
  foreign_uses_.erase(first, foreign_uses_.end());
  for (ForeignUse use : ripe) {
    const Index index = find_receipt(use.receipt);
    const bool issued = index != kNobody && messages_[index].queue == use.queue;
    Slice slice(*this);
    slice.add_queue(use.queue);
    slice.add_receipt(use.receipt);
    slice.add(use.place);
    Instant_us known_until = until;
    if (issued || shared_receipts_ || judge(std::move(slice), use.receipt, kPromise, known_until)) {
      recall_.release(use.place);
    } else {
      use.due = known_until;
      foreign_uses_.push_back(use);
    }
  }
}

/// Nobody uses a receipt before the receive that gives it out.
void StreamJudge::Core::check_receipt_known(const Seen& seen, const Item& item) {
  const auto used = unknown_receipts_.find(item.receipt);
  if (used == unknown_receipts_.end() || used->second >= seen.at.from) return;
  if (!options.recorded.all_receives || !gave_up.empty()) return;
  gave_up =
      "a receipt is used before the receive begins that gives it out: the times contradict "
      "each other";
}

}  // namespace sqsproof::semantics::stream

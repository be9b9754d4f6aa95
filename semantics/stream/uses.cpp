// Receipts: deletes and changes of visibility.
#include "semantics/stream/core.h"

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
    ++totals.unknown_receipts;
    return note_unknown_receipt(seen, item);
  }
  Message& message = messages_[index];
  keep(message, seen.place);
  const bool late = item.receipt != message.latest_receipt || seen.at.to > message.hidden_until;
  test_use(seen, item, message, late);
  message.unsure = message.unsure || item.outcome == Outcome::unknown;
  const bool fifo = queues[seen.queue].settings.fifo;
  const bool odd = item.outcome == Outcome::refused || (fifo && late) ||
                   (seen.kind == Kind::change && message.gone_by < seen.at.from) ||
                   seen.at.from <= message.hidden_to || is_too_long(message, seen, item);
  if (odd && item.outcome != Outcome::unknown) suspect(index, seen.at.to);
  if (item.outcome == Outcome::refused) return;
  const bool definite = item.outcome == Outcome::accepted;
  if (seen.kind == Kind::remove) {
    message.removed = message.removed || definite;
    return let_go(index, seen.at, definite);
  }
  message.changed = true;
  Tests& tests = queues[seen.queue].tests;
  tests.changes[tests.changed++ % tests.changes.size()] = {message.in_answer, message.id, seen.at};
  message.hidden_to = std::max(message.hidden_to, seen.at.to);
  if (seen.at.from < message.hidden_from) return;
  message.hidden_later =
      std::max<Duration_us>(0, message.hidden_from + message.hidden_later - seen.at.from);
  message.hidden_by = HiddenBy::change;
  message.hidden_from = seen.at.from;
  message.hidden_until =
      seen.at.from + seconds(std::max(0, item.seconds)) - options.tolerance.early_us;
}

void StreamJudge::Core::note_unknown_receipt(const Seen& seen, const Item& item) {
  constexpr std::size_t kMost = 10'000;  // nearly all are unknown for ever
  if (unknown_receipts_.size() >= kMost) unknown_receipts_.clear();
  unknown_receipts_.try_emplace(item.receipt, seen.at.to);
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

// What puts promises to the test in the life of a message, counted in passing: deliveries, deletes,
// changes of visibility, and the times in which it is hidden.
#include <algorithm>

#include "semantics/stream/core.h"

namespace sqsproof::semantics::stream {
namespace {

constexpr Duration_us kLongest_us = seconds(43'200);  // SQSAPI/ChangeMessageVisibility

/// What a receive tests by coming while the message is hidden.
std::optional<Streamed> hidden_by(const Message& message) {
  switch (message.hidden_by) {
    case HiddenBy::nothing:
      return std::nullopt;
    case HiddenBy::timeout:
      return Streamed::hidden_until_timeout;
    case HiddenBy::own_timeout:
      return Streamed::request_overrides_queue;
    case HiddenBy::change:
      return Streamed::change_counts_from_call;
    case HiddenBy::after_change:
      return Streamed::change_ends_with_receive;
    case HiddenBy::attempt:
      return Streamed::attempt_restarts_timeout;
  }
  return std::nullopt;
}

/// Whether another message of the same answer was changed since.
bool is_changed_beside(const Tests& tests, const Message& message, Instant_us until) {
  return message.in_answer != 0 &&
         std::any_of(tests.changes.begin(), tests.changes.end(), [&](const Tests::Changed& change) {
           return change.answer == message.in_answer && change.message != message.id &&
                  change.at.from > message.hidden_to && change.at.to < until;
         });
}

}  // namespace

/// Something else counts from `until` on, or nothing does any more: who asked before?
void StreamJudge::Core::test_hidden(const Message& message, Instant_us until) {
  const auto streamed = hidden_by(message);
  Queue& queue = queues[message.queue];
  if (!streamed || !queue.unanswered.empty() || message.unsure) return;
  const Instant_us end = std::min({until, message.hidden_until, message.may_be_gone_from});
  const std::size_t known = std::min(queue.tests.received, queue.tests.receives.size());
  std::size_t asked = 0;
  for (std::size_t i = 0; i < known; ++i) {
    const Instant_us at = queue.tests.receives[i];
    asked += message.hidden_to < at && at < end ? 1 : 0;
  }
  if (asked > 0) count(queue, *streamed, asked);
}

/// The message as it was before this delivery.
void StreamJudge::Core::test_delivery(const Seen& seen, const Item& item, Message& message,
                                      bool repeats) {
  Queue& queue = queues[seen.queue];
  const bool here = message.queue == seen.queue;
  if (item.receive_count >= 0) count(queue, Streamed::receive_counts);
  test_wait(seen, item, message);
  const bool first = message.deliveries == 0;
  if (here && first) test_first_delivery(queue, item, message);
  if (here && !first) test_redelivery(seen, message, repeats);
  if (message.sent && queue.lost == 0 && (item.values != 0 || message.values != 0)) {
    count(queue, Streamed::attributes_come_back);
  }
  if (here) {
    test_comes_back(queue, item, message);
  } else {
    test_first_letter(seen, item, message);
  }
  if (!here || message.moved) test_letter(seen, item, message);
  const bool own_digests = message.digest != 0 && message.attributes_digest != 0;
  if (message.sent && own_digests && item.answered_digest != 0 && item.values != 0 &&
      item.values == message.values) {
    count(queue, Streamed::digests_attributes_received);
  }
  if (!queue.settings.fifo || !here) return;
  const bool known = message.sequence_number != 0 && (message.sent || !first);
  if (known && item.sequence_number != 0) count(queue, Streamed::sequence_stays);
  if (message.group == kNobody || repeats || !message.sent) return;
  const Group& group = groups_[message.group];
  const SequenceNumber smallest = group.smallest_sent;
  if (queue.lost > 0 || group.contradicted) return;
  if (smallest != 0 && smallest < message.sequence_number) count(queue, Streamed::order_prefix);
}

/// What the producer named, and when it was received first.
void StreamJudge::Core::test_comes_back(Queue& queue, const Item& item, const Message& message) {
  const bool twice = message.first_receive_ms >= 0 && item.first_ms >= 0;
  if (twice) count(queue, Streamed::first_receive_stays);
  if (!message.sent || message.moved || queue.lost > 0) return;
  if (message.group_name != 0 && item.group != 0) count(queue, Streamed::group_comes_back);
  const bool key = message.named_key != 0 && item.named_key != 0 && queue.settings.fifo;
  if (key) count(queue, Streamed::key_comes_back);
}

/// A dead letter that is seen where it went to for the first time.
void StreamJudge::Core::test_first_letter(const Seen& seen, const Item& item,
                                          const Message& message) {
  Queue& source = queues[message.queue];
  if (message.moved || dead_letter_queue_of(source) != &queues[seen.queue]) return;
  count(source, Streamed::dead_in_one_queue);
  count(source, Streamed::dead_keep_id);
  const bool named =
      seen.asks_for_attributes && item.shows_attributes && !source.settings.name.empty();
  if (named) count(source, Streamed::dead_names_source);
}

/// Each time that one is seen.
void StreamJudge::Core::test_letter(const Seen& seen, const Item& item, const Message& message) {
  const bool here = message.queue == seen.queue;
  Queue& queue = queues[message.queue];
  if (!here && (message.moved || dead_letter_queue_of(queue) != &queues[seen.queue])) return;
  if (here && !message.known_source) return;
  count(queue, Streamed::dead_keep_content);
  if (item.receive_count >= 0) count(queue, Streamed::dead_count_continues);
}

void StreamJudge::Core::test_first_delivery(Queue& queue, const Item& item,
                                            const Message& message) {
  count(queue, Streamed::nothing_invented);
  count(queue, Streamed::one_message_per_send);
  if (!message.sent) return;
  count(queue, Streamed::nothing_lost);
  if (item.body == 0 || item.body != message.body) return;
  count(queue, Streamed::content_unchanged);
  if (message.doubled) count(queue, Streamed::dedup_first_content);
}

void StreamJudge::Core::test_redelivery(const Seen& seen, const Message& message, bool repeats) {
  Queue& queue = queues[seen.queue];
  count(queue, Streamed::same_on_redelivery);
  test_hidden(message, seen.at.from);
  if (repeats) return;
  count(queue, Streamed::receipts_fresh);
  auto streamed = hidden_by(message);
  const bool certain = message.hidden_to < seen.at.from && queue.unanswered.empty();
  if (!streamed || !certain || message.unsure) return;
  const Interval& set = queue.tests.timeout_change;
  const bool by_receive =
      message.hidden_by != HiddenBy::change && message.hidden_by != HiddenBy::attempt;
  if (by_receive && is_changed_beside(queue.tests, message, seen.at.from)) {
    // One that comes early goes by another name: the slice of a message does not hold the others.
    if (seen.at.to < message.hidden_until) return;
    streamed = Streamed::change_touches_one_message;
  } else if (message.hidden_by == HiddenBy::timeout && set.from > message.hidden_to &&
             set.from < seen.at.from) {
    streamed = Streamed::setting_affects_later_receives;
  }
  count(queue, *streamed);
}

/// The message as it was before; `late`: its receipt is an old one, or its timeout may be over.
void StreamJudge::Core::test_use(const Seen& seen, const Item& item, const Message& message,
                                 bool late) {
  Queue& queue = queues[seen.queue];
  if (item.outcome != Outcome::refused) test_hidden(message, seen.at.from);
  if (item.outcome == Outcome::unknown) return;
  const bool gone = message.removed && message.gone_by < seen.at.from;
  const bool there = message.may_be_gone_from > seen.at.to;
  const bool in_order =
      message.hidden_to < seen.at.from && queue.unanswered.empty() && !message.unsure;
  const bool fifo = queue.settings.fifo;
  if (seen.kind == Kind::change) {
    if (gone) count(queue, Streamed::change_of_deleted_refused);
    if (!gone && in_order && !late) test_change(seen, item, message);
    return;
  }
  if (gone && !fifo) count(queue, Streamed::delete_repeats);
  const bool of_source = message.moved && (fifo || item.receipt != message.latest_receipt);
  if (gone || !there || of_source) return;
  if (!fifo || (in_order && !late)) count(queue, Streamed::delete_accepted);
  const Duration_us timeout =
      message.hidden_until + options.tolerance.early_us - message.hidden_from;
  const Instant_us over = message.hidden_to + timeout + options.tolerance.late_us;
  const bool expired = item.receipt != message.latest_receipt || over < seen.at.from;
  if (fifo && in_order && expired) count(queue, Streamed::expired_refused);
  const bool current = item.receipt == message.latest_receipt && in_order && !(fifo && late);
  if (item.outcome != Outcome::accepted || !current) return;
  for (Tests::Pending* pending : {&queue.tests.deleted, &queue.tests.deleted_before_attempt}) {
    ++pending->count;
    pending->until = std::max(pending->until, seen.at.to);
  }
}

/// A change while the message is in flight.
void StreamJudge::Core::test_change(const Seen& seen, const Item& item, const Message& message) {
  Queue& queue = queues[seen.queue];
  if (item.seconds < 0) return;
  const Duration_us more = seconds(item.seconds);
  const bool by_receive = message.hidden_by != HiddenBy::change;
  if (by_receive &&
      seen.at.from + more - message.hidden_to > kLongest_us + options.tolerance.late_us) {
    count(queue, Streamed::twelve_hours_at_most);
  }
  const bool first = by_receive && message.deliveries_here <= 1;
  const Instant_us received = first ? message.hidden_from : message.enqueued.from;
  const bool short_enough = received > -kNever_us && seen.at.to + more - received < kLongest_us;
  if (message.may_be_gone_from > seen.at.to && short_enough) {
    count(queue, Streamed::change_accepted);
  }
}

/// A message whose retention period ends before somebody receives.
void StreamJudge::Core::test_expired(const Message& message) {
  Queue& queue = queues[message.queue];
  const bool plain = message.sent && !queue.fed_by_others &&
                     queue.longest_retention_us == queue.shortest_retention_us;
  const Instant_us from = message.enqueued.from + queue.shortest_retention_us;
  const Instant_us by =
      message.enqueued.to + queue.longest_retention_us + options.tolerance.late_us;
  if (!plain || message.gone_by < kNever_us || queue.tests.last_receive <= by) return;
  if (message.deliveries == 0) return count(queue, Streamed::gone_after_end);
  if (message.hidden_by == HiddenBy::change || message.hidden_from >= from) return;
  const Duration_us timeout =
      message.hidden_until + options.tolerance.early_us - message.hidden_from;
  const bool in_flight = message.hidden_to + timeout > from;
  count(queue, in_flight ? Streamed::in_flight_expires : Streamed::counts_from_send);
}

/// In the end, what is still hidden or outlived its queue's retention.
void StreamJudge::Core::test_rest() {
  for (Message& message : messages_) {
    if (!message.live) continue;
    test_hidden(message, kNever_us);
    test_polled(message, kNever_us);
    test_expired(message);
  }
}

}  // namespace sqsproof::semantics::stream

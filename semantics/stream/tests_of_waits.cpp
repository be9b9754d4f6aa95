// What puts promises about messages that come to the test: a delivery does, by what the message
// waited for. The same order of causes as that of the judge of histories (judge/missing.cpp).
#include <algorithm>

#include "semantics/stream/core.h"

namespace sqsproof::semantics::stream {
namespace {

constexpr Streamed kNothing = Streamed::kCount;

}  // namespace

/// The message as it was before this delivery.
void StreamJudge::Core::test_wait(const Seen& seen, const Item& item, Message& message) {
  Queue& queue = queues[seen.queue];
  test_polled(message, seen.at.from);
  if (!sees_missing(queue)) return;
  const Streamed streamed = test_of_wait(seen, message);
  if (streamed != kNothing) count(queue, streamed);
  if (message.queue == seen.queue) test_poll(seen, message);
  const Fingerprint group = item.group != 0 ? item.group : message.group_name;
  if (group == 0) return;
  const auto index = static_cast<Index>(&message - messages_.data());
  Tests& tests = queue.tests;
  tests.in_flight[tests.put_in_flight++ % tests.in_flight.size()] = {group, index,
                                                                     message.generation};
}

/// A long poll that ended with the message.
void StreamJudge::Core::test_poll(const Seen& seen, Message& message) {
  Queue& queue = queues[seen.queue];
  const bool waits = seen.wait_s >= 0 ? seen.wait_s > 0 : queue.settings.wait_time_s > 0;
  if (!waits || !message.sent || seen.attempt != 0) return;
  if (options.granted.has(Freedom::false_empty)) return;
  const Instant_us from = seen.at.from;
  const bool first = message.deliveries_here == 0 && message.changes == 0;
  if (first && from < message.enqueued.from) {
    const bool delayed = message.due_from > message.enqueued.from;
    count(queue, delayed ? Streamed::poll_woken_by_timer : Streamed::poll_woken_by_send);
  } else if (!first && from < message.hidden_until) {
    count(queue, Streamed::poll_woken_by_timer);
  }
  const Instant_us in_time = from + options.tolerance.late_us + kMillisecond_us;
  const bool at_once = message.available_from <= from && seen.at.to <= in_time;
  if (!at_once || queue.tests.polled_at_once == answers_) return;
  queue.tests.polled_at_once = answers_;
  message.polled_by = in_time;
}

/// The message is used, or received again: was it there for long enough to tell?
void StreamJudge::Core::test_polled(Message& message, Instant_us used) {
  if (message.polled_by < used) count(queues[message.queue], Streamed::poll_answers_at_once);
  message.polled_by = kNever_us;
}

Streamed StreamJudge::Core::test_of_wait(const Seen& seen, const Message& message) const {
  const Queue& queue = queues[seen.queue];
  if (message.queue != seen.queue) {
    const bool arrives = dead_letter_queue_of(queues[message.queue]) == &queue && !message.moved;
    return arrives ? Streamed::dead_arrive : kNothing;
  }
  const Streamed by_group = test_of_group(seen, message);
  const bool received = message.deliveries_here > 0;
  if (by_group != kNothing && !received) return by_group;
  const Streamed by_count = test_of_count(queue, message);
  if (by_count != kNothing) return by_count;
  if (by_group != kNothing) return by_group;
  const Instant_us since = message.enqueued.from;
  const Duration_us retention = seconds(queue.settings.retention_s);
  const bool known = message.sent && !message.moved && since > -kNever_us;
  if (known && seen.at.from - since > retention / 4 * 3) return Streamed::never_expires_early;
  if (received || message.changes > 0) return test_of_hiding(message);
  return message.sent ? test_of_send(seen, message) : Streamed::available_soon;
}

/// Messages in flight of its group, which hold nothing back on a standard queue.
Streamed StreamJudge::Core::test_of_group(const Seen& seen, const Message& message) const {
  const Queue& queue = queues[seen.queue];
  if (message.group_name == 0) return kNothing;
  for (const Tests::InFlight& one : queue.tests.in_flight) {
    if (one.message == kNobody || one.group != message.group_name) continue;
    const Message& other = messages_[one.message];
    const bool there = other.live && other.generation == one.generation &&
                       other.may_be_gone_from > seen.at.to && &other != &message;
    const bool hidden = other.hidden_to < seen.at.from && seen.at.from < other.hidden_until;
    if (there && hidden) return Streamed::groups_none_on_standard;
  }
  return kNothing;
}

Streamed StreamJudge::Core::test_of_count(const Queue& queue, const Message& message) {
  if (queue.least_receives == 0 || !queue.dead_letters || queue.tests.redrive_changed) {
    return kNothing;
  }
  const int limit = queue.settings.max_receives;
  const int receives = message.deliveries_here;
  if (limit <= 0 || receives >= limit) return kNothing;
  if (receives > 0 && message.changes > 0 && receives + message.changes >= limit) {
    return Streamed::dead_changes_do_not_count;
  }
  return receives + 1 == limit ? Streamed::dead_not_before_limit : kNothing;
}

Streamed StreamJudge::Core::test_of_hiding(const Message& message) const {
  const Duration_us timeout =
      message.hidden_until + options.tolerance.early_us - message.hidden_from;
  switch (message.hidden_by) {
    case HiddenBy::timeout:
      return Streamed::back_after_timeout;
    case HiddenBy::own_timeout:
      return timeout == 0 ? Streamed::zero_timeout_leaves_visible : kNothing;
    case HiddenBy::change:
      return timeout == 0 ? Streamed::zero_change_frees : kNothing;
    default:
      return kNothing;  // counted otherwise
  }
}

Streamed StreamJudge::Core::test_of_send(const Seen& seen, const Message& message) const {
  const Queue& queue = queues[seen.queue];
  const Instant_us from = message.enqueued.from;
  if (queue.purged.to > -kNever_us && queue.purged.to < from) {
    return Streamed::purge_keeps_later_sends;
  }
  const bool meanwhile =
      std::any_of(last_purges_.begin(), last_purges_.end(), [&](const LastPurge& purge) {
        return purge.queue != seen.queue && from < purge.at.from && purge.at.to < seen.at.from;
      });
  if (meanwhile) return Streamed::purge_leaves_others;
  if (queue.tests.delay_changed) return kNothing;
  const bool queue_delays = queue.settings.delay_s > 0;
  if (message.own_delay && (queue_delays || message.due_from > from)) return kNothing;
  if (queue_delays) return Streamed::delivered_when_due;
  return message.in_batch ? Streamed::batch_arrives : Streamed::available_soon;
}

}  // namespace sqsproof::semantics::stream

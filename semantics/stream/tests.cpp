// What puts promises to the test, counted in passing: at least so often, and, but for calls that
// overlap others, only what the judge of histories counts, too. Sends, receives, and queues.
#include <algorithm>

#include "semantics/stream/core.h"

namespace sqsproof::semantics::stream {
namespace {

constexpr Duration_us kWindow_us = seconds(300);  // SQS/using-messagededuplicationid-property

std::size_t& of(std::array<std::size_t, kStreamed>& counts, Streamed streamed) {
  return counts[static_cast<std::size_t>(streamed)];
}

/// An entry that no queue has a reason to refuse (judge/promises/batch.cpp).
bool is_harmless(const Queue& queue, const Item& item) {
  if (!item.plain) return false;
  if (!queue.settings.fifo) return !item.own_key && item.seconds <= 900;
  return item.group != 0 && item.seconds < 0 &&
         (item.own_key || queue.settings.content_based_deduplication);
}

}  // namespace

/// One message of a send, whatever became of it.
void StreamJudge::Core::test_send(const Seen& seen, const Item& item) {
  Queue& queue = queues[seen.queue];
  const bool accepted = item.outcome == Outcome::accepted;
  if (item.outcome == Outcome::refused) count(queue, Streamed::refused_stays_out);
  if (!queue.settings.fifo || item.outcome == Outcome::unknown) return;
  const bool without_group = item.group == 0, delays = item.seconds > 0;
  if (without_group) count(queue, Streamed::group_required);
  if (delays) count(queue, Streamed::refused_on_fifo);
  if (accepted && (without_group || delays)) suspect_call(seen);
  const bool by_content =
      queue.settings.content_based_deduplication || queue.tests.content_based_changed;
  if (!item.own_key && !by_content && (queue.told || queue.created_here)) {
    count(queue, Streamed::dedup_id_required);
  }
}

void StreamJudge::Core::test_batch(const Seen& seen) {
  if (seen.outcome != Outcome::accepted) return;
  Queue& queue = queues[seen.queue];
  count(queue, Streamed::each_entry_answered, seen.items.size());
  if (seen.odd_entries) suspect_call(seen);
  if (seen.kind != Kind::send) return;
  for (const Item& item : seen.items) {
    if (item.outcome == Outcome::refused) suspect_call(seen);
    const bool answered = item.outcome != Outcome::unknown;
    if (answered && is_harmless(queue, item)) count(queue, Streamed::entries_fail_alone);
  }
}

/// Entries of one group that made messages of their own, once these are known.
void StreamJudge::Core::test_batch_order(const Seen& seen) {
  Queue& queue = queues[seen.queue];
  if (!queue.settings.fifo || queue.lost > 0) return;
  const auto is_new = [&](const Item& item) {
    const auto found = message_index_.find(item.message);
    return item.sequence_number != 0 && found != message_index_.end() &&
           !messages_[found->second].doubled;
  };
  for (std::size_t i = 1; i < seen.items.size(); ++i) {
    const Item& item = seen.items[i];
    const auto before = seen.items.first(i);
    const bool follows =
        is_new(item) && std::any_of(before.begin(), before.end(), [&](auto& other) {
          return other.group == item.group && other.message != item.message && is_new(other);
        });
    if (follows) count(queue, Streamed::order_batch);
  }
}

/// A message that is new.
void StreamJudge::Core::test_sent(const Seen& seen, const Item& item, const Message& message) {
  Queue& queue = queues[seen.queue];
  count(queue, Streamed::ids_unique);
  if (message.deliveries > 0) count(queue, Streamed::nothing_lost);
  if (item.digest != 0 && item.answered_digest != 0) {
    count(queue, Streamed::digests_body);
    const bool attributes = item.attributes_digest != 0 && item.values != 0;
    if (attributes) count(queue, Streamed::digests_attributes_sent);
  }
  const bool own_delay = item.seconds >= 0 && !queue.settings.fifo;
  const Duration_us delay = own_delay ? seconds(item.seconds) : queue.shortest_delay_us;
  Interval& delayed = own_delay ? queue.tests.delayed_itself : queue.tests.delayed;
  const Instant_us until = seen.at.from + delay - options.tolerance.early_us;
  if (delay > 0 && until > delayed.to) delayed = {seen.at.to, until};
}

void StreamJudge::Core::test_numbers(const Seen& seen, const Item& item, Group& group) {
  Queue& queue = queues[seen.queue];
  if (group.first_sent_by < seen.at.from && queue.lost == 0) count(queue, Streamed::sequence_grows);
  group.first_sent_by = std::min(group.first_sent_by, seen.at.to);
  if (group.smallest_sent == 0 || item.sequence_number < group.smallest_sent) {
    group.smallest_sent = item.sequence_number;
  }
}

/// An accepted send with a deduplication id, and the send that had it before.
void StreamJudge::Core::test_keys(const Seen& seen, const Item& item, const Message* before) {
  Queue& queue = queues[seen.queue];
  Tests& tests = queue.tests;
  if (tests.last_key != 0 && tests.last_key != item.key) {
    const bool by_group = queue.settings.deduplicates_per_group && tests.last_group != item.group;
    count(queue, by_group ? Streamed::dedup_group_scope : Streamed::dedup_different_ids);
  }
  tests.last_key = item.key;
  tests.last_group = item.group;
  // A purge forgets what was sent before. SQSAPI/PurgeQueue
  if (!before || before->opened.from <= queue.purging.to) return;
  const bool within = seen.at.to - before->opened.from < kWindow_us;
  const bool after = seen.at.from - before->opened.to > kWindow_us;
  if (!within && !after) return;
  const bool named = item.own_key && before->own_key;
  count(queue, named ? Streamed::dedup_window : Streamed::dedup_by_content);
}

/// A deduplication id that a purge between two sends had to forget.
void StreamJudge::Core::test_purged_key(const Seen& seen, const Message& before) {
  Queue& queue = queues[seen.queue];
  const bool between = before.opened.to < queue.purged.from && queue.purged.to < seen.at.from;
  if (between) count(queue, Streamed::purge_forgets_keys);
}

void StreamJudge::Core::test_duplicate(const Seen& seen, const Item& item, Message& message) {
  Queue& queue = queues[seen.queue];
  if (item.sequence_number != 0 && message.sequence_number != 0) {
    count(queue, Streamed::dedup_original_named);
  }
  if (message.deliveries > 0 && message.body != 0) count(queue, Streamed::dedup_first_content);
  if (queue.settings.fifo && item.key != 0) {
    test_keys(seen, item, item.key == message.key ? &message : nullptr);
    if (item.key == message.key) test_purged_key(seen, message);
  }
  message.doubled = true;
}

/// Whatever it found, if anything.
void StreamJudge::Core::test_receive(const Seen& seen, bool repeats) {
  Queue& queue = queues[seen.queue];
  Tests& tests = queue.tests;
  const Instant_us from = seen.at.from;
  tests.receives[tests.received++ % tests.receives.size()] = from;
  tests.last_receive = std::max(tests.last_receive, from);
  const auto settle = [&](Tests::Pending& pending, Streamed streamed) {
    if (pending.count == 0 || from <= pending.until) return;
    count(queue, streamed, pending.count);
    pending.count = 0;
  };
  settle(tests.deleted, Streamed::not_after_delete);
  settle(tests.purged, Streamed::purge_takes_everything);
  if (repeats) settle(tests.deleted_before_attempt, Streamed::attempt_not_after_delete);
  const auto is_within = [from](const Interval& time) {
    return time.from < from && from < time.to;
  };
  if (is_within(tests.delayed)) count(queue, Streamed::hidden_until_due);
  if (is_within(tests.delayed_itself)) count(queue, Streamed::message_overrides_queue);
  if (seen.items.empty() || repeats) return;
  count(queue, Streamed::max_messages);
  const Duration_us timeout =
      seen.timeout_s >= 0 ? seconds(seen.timeout_s) : queue.shortest_timeout_us;
  if (seen.most <= 1 || timeout == 0) return;
  count(queue, queue.settings.fifo ? Streamed::order_once_per_answer : Streamed::once_per_answer);
}

/// Without what the queue, or the freedoms of its endpoint, do not let a history say.
std::array<std::size_t, kStreamed> StreamJudge::Core::tests_of(const Queue& queue) const {
  using enum Streamed;
  auto counts = queue.tests.counts;
  const auto drop = [&](bool when, std::initializer_list<Streamed> rows) {
    for (const Streamed row : rows) {
      if (when) of(counts, row) = 0;
    }
  };
  const Tests& tests = queue.tests;
  const bool fifo = queue.settings.fifo;
  const Freedoms& granted = options.granted;
  const bool closed = options.recorded.all_sends && queue.created_here && !tests.moved_into;
  if (tests.delay_changed) {
    std::swap(of(counts, hidden_until_due),
              of(counts, fifo ? setting_moves_delayed : setting_spares_sent));
  }
  const bool letters_known = dead_letter_queue_of(queue) != nullptr && !tests.redrive_changed;
  const bool may_have_been_away = queue.least_receives > 0 && moves_seen_;
  drop(!closed, {nothing_invented, one_message_per_send});
  drop(!letters_known, {dead_not_beyond_limit});
  drop(may_have_been_away, {group_comes_back, key_comes_back});
  drop(!fifo && granted.has(Freedom::early_redelivery), {dead_in_one_queue});
  drop(granted.has(Freedom::slow_purge), {purge_forgets_keys});
  drop(tests.received == 0, {refused_stays_out});
  drop(tests.deletion, {delete_accepted, delete_repeats, sequence_grows, poll_waits,
                        poll_queue_wait, entries_fail_alone});
  drop(tests.content_based_changed, {dedup_different_ids, dedup_by_content});
  drop(granted.has(Freedom::false_empty), {poll_waits, poll_queue_wait});
  drop(!fifo && granted.has(Freedom::early_redelivery),
       {once_per_answer, hidden_until_timeout, request_overrides_queue, change_counts_from_call,
        change_ends_with_receive, change_touches_one_message, setting_affects_later_receives,
        attempt_restarts_timeout});
  drop(!fifo && granted.has(Freedom::deleted_delivery),
       {not_after_delete, change_of_deleted_refused});
  return counts;
}

std::vector<JudgedInStream> StreamJudge::Core::promises() const {
  std::array<std::size_t, kStreamed> counts{};
  for (const Queue& queue : queues) {
    const auto more = tests_of(queue);
    for (std::size_t i = 0; i < kStreamed; ++i) counts[i] += more[i];
  }
  // One time fits by itself.
  if (of(counts, Streamed::times_fit_calls) == 1) of(counts, Streamed::times_fit_calls) = 0;
  std::vector<JudgedInStream> judged;
  for (std::size_t i = 0; i < kStreamed; ++i) {
    const Promise* const promise = streamed_promises()[i];
    const Verdict& verdict = verdicts_[i];
    Judgement judgement;
    judgement.instances = std::max(counts[i], verdict.violations);
    judgement.why = gave_up.empty() ? verdict.why : gave_up;
    if (verdict.violations > 0) {
      judgement.verdict = policy::Verdict::violated;
      judgement.why.clear();
    } else if (judgement.why.empty() && judgement.instances > 0) {
      judgement.verdict = policy::Verdict::holds;
    } else if (judgement.why.empty()) {
      judgement.untested = true;
      judgement.why = promise->untested;
    }
    judged.push_back({promise, std::move(judgement)});
  }
  return judged;
}

}  // namespace sqsproof::semantics::stream

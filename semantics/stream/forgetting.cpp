// How messages are forgotten: those that have left become tombstones, which are dropped some time
// later unless a call names them. What may still be somewhere, whatever was done to its queue, is
// remembered until it has expired there: else it would count as invented when it comes.
#include <algorithm>

#include "semantics/stream/core.h"

namespace sqsproof::semantics::stream {
namespace {

// Who names a message that has left mostly does so soon; longer, and more of them are at hand than
// fit the caches: a fifth fewer calls a second (tests/bench/judge_bench.cpp).
constexpr Duration_us kLately_us = seconds(2);

/// What burying a message reads first.
void fetch(const Message& message) {
  const char* const begin = reinterpret_cast<const char*>(&message);
  for (std::size_t offset = 0; offset < 192; offset += 64) __builtin_prefetch(begin + offset);
}

/// How long dead letters are kept at most.
Duration_us kept_as_letter(const std::deque<Queue>& queues) {
  Duration_us kept = 0;
  for (const Queue& queue : queues) {
    if (queue.fed_by_others) kept = std::max(kept, queue.longest_retention_us);
  }
  return kept;
}

}  // namespace

/// A call names a message that has left.
Index StreamJudge::Core::raise(Tombstones::Number number) {
  const Instant_us forget_at = tombstones_.stone(number).forget_at;
  const Index index = find_slot();
  Message& message = messages_[index];
  const std::uint32_t generation = message.generation + 1;
  message = tombstones_.raise(number);
  message.generation = generation;
  message.live = true;
  // It had left, and all calls about it had ended, before any call that is still to come.
  message.may_be_gone_from = message.gone_by = forget_at - options.remember_us;
  departed_.push_back({forget_at, index, generation});
  message_index_[message.id] = index;
  for (const Fingerprint receipt : message.receipts) receipt_index_[receipt] = index;
  if (message.window != 0) window_index_[message.window] = index;
  if (message.number != 0) number_index_[message.number] = index;
  return index;
}

/// Its slot is free; its group still counts it.
void StreamJudge::Core::take_out(Index index) {
  Message& message = messages_[index];
  leave_group(index);
  unlink_from_queue(index);
  for (const Fingerprint receipt : message.receipts) receipt_index_.erase(receipt);
  if (message.window != 0) window_index_.erase(message.window);
  if (message.number != 0) number_index_.erase(message.number);
  message_index_.erase(message.id);
  message.live = false;
  unused_.push_back(index);
}

void StreamJudge::Core::leave_members(Index group) {
  if (group == kNobody || --groups_[group].members > 0) return;
  group_index_.erase(groups_[group].id);
  unused_groups_.push_back(group);
}

void StreamJudge::Core::forget(Index index) {
  const Message& message = messages_[index];
  forgot_receipts_ = forgot_receipts_ || !message.receipts.empty();
  for (const Place& place : message.places) recall_.release(place);
  take_out(index);
  leave_members(message.group);
  --totals.outstanding;
}

/// What left a while ago becomes a tombstone: no call about it is still to come, if all is well.
void StreamJudge::Core::bury_departed(Instant_us now) {
  constexpr std::size_t kAhead = 8;
  while (!departed_.empty()) {
    const Departed departed = departed_.front();
    const Instant_us left_at = departed.forget_at - options.remember_us;
    if (std::min(left_at + kLately_us, departed.forget_at) >= now) return;
    if (departed_.size() > 2 * kAhead) {
      fetch(messages_[departed_[2 * kAhead].message]);
      tombstones_.prefetch(messages_[departed_[kAhead].message]);
    }
    const Message& message = messages_[departed.message];
    if (message.live && message.generation == departed.generation) {
      if (message.suspicions > 0 || message.hidden_to >= now) return;
      if (departed.forget_at < now) {
        forget(departed.message);
      } else {
        take_out(departed.message);
        tombstones_.bury(message, departed.forget_at);
      }
    }
    departed_.pop_front();
  }
}

void StreamJudge::Core::forget_old(Instant_us now) {
  refresh_times();
  bury_departed(now);
  for (const auto* stone = tombstones_.oldest(); stone && stone->forget_at < now;
       stone = tombstones_.oldest()) {
    if (!stone->raised) {
      forgot_receipts_ = forgot_receipts_ || stone->receipts > 0;
      for (std::size_t i = 0; i < stone->places; ++i) {
        recall_.release(tombstones_.place(*stone, i));
      }
      leave_members(stone->group);
      --totals.outstanding;
    }
    tombstones_.drop_oldest();
  }
  while (!attempt_ends_.empty() && attempt_ends_.front().at < now) {
    attempts_.erase(attempt_ends_.front().key);
    attempt_ends_.pop_front();
  }
  for (Queue& queue : queues) forget_expired(queue, now);
}

/// Messages that nobody deleted, or not for certain: they went with their retention period, which
/// in a dead-letter queue is another one.
void StreamJudge::Core::forget_expired(Queue& queue, Instant_us now) {
  const Duration_us kept =
      queue.longest_retention_us + options.tolerance.late_us + options.remember_us;
  while (queue.oldest != kNobody) {
    const Message& oldest = messages_[queue.oldest];
    const Instant_us since =
        std::max(oldest.enqueued.to < kNever_us ? oldest.enqueued.to : 0, oldest.hidden_from);
    if (since + kept >= now || oldest.suspicions > 0) return;
    if (may_be_letter(oldest, now) && since + kept + kept_as_letter(queues) >= now) return;
    test_hidden(oldest, kNever_us);
    test_expired(oldest);
    note_unseen(queue.oldest);
    forget(queue.oldest);
  }
}

}  // namespace sqsproof::semantics::stream

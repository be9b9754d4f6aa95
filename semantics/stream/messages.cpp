// The life of what the stream judge remembers: messages come, join their groups, leave, and are
// forgotten some time later.
#include <algorithm>

#include "semantics/stream/core.h"

namespace sqsproof::semantics::stream {

namespace {

// What the judge of histories takes, too (judge/ledger.cpp).
constexpr std::size_t kPlacesLimit = 5'000;

}  // namespace

std::pair<Index, bool> StreamJudge::Core::find_or_add(Fingerprint id, std::uint32_t queue) {
  const auto [found, fresh] = message_index_.try_emplace(id, kNobody);
  if (fresh) found->second = add_message(id, queue);
  return {found->second, fresh};
}

Index StreamJudge::Core::add_message(Fingerprint id, std::uint32_t queue) {
  Index index = 0;
  if (unused_.empty()) {
    index = static_cast<Index>(messages_.size());
    messages_.emplace_back();
  } else {
    index = unused_.back();
    unused_.pop_back();
  }
  Message& message = messages_[index];
  const std::uint32_t generation = message.generation + 1;
  message = Message{};
  message.generation = generation;
  message.id = id;
  message.live = true;
  settle_in(index, queue);
  ++totals.outstanding;
  totals.most_outstanding = std::max(totals.most_outstanding, totals.outstanding);
  return index;
}

void StreamJudge::Core::keep(Message& message, const Place& place) {
  if (!message.places.empty() && message.places.back() == place) return;  // entries of a batch
  if (message.places.size() >= kPlacesLimit) {
    gave_up = "a message was received or changed more than 5000 times";
    return;
  }
  message.places.push_back(place);
  recall_.hold(place);
}

/// Into the list of its group, by its sequence number; without one, at the end.
void StreamJudge::Core::join_group(Index index, Fingerprint group) {
  Message& message = messages_[index];
  const Fingerprint id = mix(group, message.queue + 1);
  const auto [found, fresh] = group_index_.try_emplace(id, 0);
  if (fresh) {
    if (unused_groups_.empty()) {
      found->second = static_cast<Index>(groups_.size());
      groups_.emplace_back();
    } else {
      found->second = unused_groups_.back();
      unused_groups_.pop_back();
    }
    groups_[found->second] = Group{};
    groups_[found->second].id = id;
  }
  message.group = found->second;
  message.in_group = true;
  Group& to = groups_[message.group];
  ++to.members;
  Index after = to.last;
  if (message.sequence_number != 0) {
    while (after != kNobody && messages_[after].sequence_number > message.sequence_number) {
      after = messages_[after].before;
    }
  }
  message.before = after;
  message.after = after == kNobody ? to.first : messages_[after].after;
  (after == kNobody ? to.first : messages_[after].after) = index;
  (message.after == kNobody ? to.last : messages_[message.after].before) = index;
}

void StreamJudge::Core::leave_group(Index index) {
  Message& message = messages_[index];
  if (!message.in_group) return;
  Group& group = groups_[message.group];
  (message.before == kNobody ? group.first : messages_[message.before].after) = message.after;
  (message.after == kNobody ? group.last : messages_[message.after].before) = message.before;
  message.in_group = false;
}

void StreamJudge::Core::settle_in(Index index, std::uint32_t queue) {
  Message& message = messages_[index];
  message.queue = queue;
  message.in_queue = true;
  message.older = queues[queue].youngest;
  message.younger = kNobody;
  (message.older == kNobody ? queues[queue].oldest : messages_[message.older].younger) = index;
  queues[queue].youngest = index;
}

void StreamJudge::Core::unlink_from_queue(Index index) {
  Message& message = messages_[index];
  if (!message.in_queue) return;
  message.in_queue = false;
  Queue& queue = queues[message.queue];
  (message.older == kNobody ? queue.oldest : messages_[message.older].younger) = message.younger;
  (message.younger == kNobody ? queue.youngest : messages_[message.younger].older) = message.older;
}

void StreamJudge::Core::let_go(Index index, const Interval& at, bool definite) {
  Message& message = messages_[index];
  message.may_be_gone_from = std::min(message.may_be_gone_from, at.from);
  leave_group(index);
  if (!definite) return;
  unlink_from_queue(index);
  if (message.gone_by == kNever_us) {
    leaving_.push_back({std::max(at.to, now_) + options.remember_us, index, message.generation});
  }
  message.gone_by = std::min(message.gone_by, at.to);
}

void StreamJudge::Core::forget(Index index) {
  Message& message = messages_[index];
  leave_group(index);
  if (message.group != kNobody) {
    Group& group = groups_[message.group];
    if (group.largest_sent_by == index) group.largest_sent_by = kNobody;
    if (--group.members == 0) {
      group_index_.erase(group.id);
      unused_groups_.push_back(message.group);
    }
  }
  unlink_from_queue(index);
  for (const Place& place : message.places) recall_.release(place);
  for (const Fingerprint receipt : message.receipts) receipt_index_.erase(receipt);
  message_index_.erase(message.id);
  message.live = false;
  unused_.push_back(index);
  --totals.outstanding;
}

void StreamJudge::Core::forget_old(Instant_us now) {
  constexpr std::size_t kAhead = 8;
  while (!leaving_.empty() && leaving_.front().at < now) {
    const Leaving& leaving = leaving_.front();
    if (leaving_.size() > kAhead) __builtin_prefetch(&messages_[leaving_[kAhead].message]);
    const Message& message = messages_[leaving.message];
    const bool same = message.live && message.generation == leaving.generation;
    if (same && message.suspicions > 0) break;
    if (same) forget(leaving.message);
    leaving_.pop_front();
  }
  while (!window_ends_.empty() && window_ends_.front().at < now) {
    const auto window = windows_.find(window_ends_.front().key);
    const Instant_us end = window == windows_.end() ? now : window->second.latest;
    window_ends_.pop_front();
    if (window == windows_.end()) continue;
    if (end + options.remember_us < now) {
      windows_.erase(window);
    } else {
      window_ends_.push_back({end + options.remember_us, window->first});
    }
  }
  while (!attempt_ends_.empty() && attempt_ends_.front().at < now) {
    attempts_.erase(attempt_ends_.front().key);
    attempt_ends_.pop_front();
  }
  for (Queue& queue : queues) forget_expired(queue, now);
}

/// Messages that nobody deleted: they went with their retention period.
void StreamJudge::Core::forget_expired(Queue& queue, Instant_us now) {
  const Duration_us kept =
      queue.longest_retention_us + options.tolerance.late_us + options.remember_us;
  while (queue.oldest != kNobody) {
    const Message& oldest = messages_[queue.oldest];
    const Instant_us since =
        std::max(oldest.enqueued.to < kNever_us ? oldest.enqueued.to : 0, oldest.hidden_from);
    if (since + kept >= now || oldest.suspicions > 0) return;
    forget(queue.oldest);
  }
}

}  // namespace sqsproof::semantics::stream

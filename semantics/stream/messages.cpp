// The messages that the stream judge remembers: they are found by what calls name, come, join their
// groups, and leave.
#include <algorithm>

#include "semantics/stream/core.h"

namespace sqsproof::semantics::stream {

namespace {

// What the judge of histories takes, too (judge/ledger.cpp).
constexpr std::size_t kPlacesLimit = 5'000;
}  // namespace

template <auto kAmongTombstones>
Index StreamJudge::Core::find_named(const Table<Index>& index, Fingerprint name) {
  if (const auto found = index.find(name); found != index.end()) return found->second;
  const auto number = (tombstones_.*kAmongTombstones)(name);
  return number ? raise(*number) : kNobody;
}

std::pair<Index, bool> StreamJudge::Core::find_or_add(Fingerprint id, std::uint32_t queue) {
  const auto [found, fresh] = message_index_.try_emplace(id, kNobody);
  if (!fresh) return {found->second, false};
  if (const auto number = tombstones_.find_message(id)) return {raise(*number), false};
  return {found->second = add_message(id, queue), true};
}

Index StreamJudge::Core::find_message(Fingerprint id) {
  return find_named<&Tombstones::find_message>(message_index_, id);
}
Index StreamJudge::Core::find_receipt(Fingerprint receipt) {
  return find_named<&Tombstones::find_receipt>(receipt_index_, receipt);
}
Index StreamJudge::Core::find_window(Fingerprint window) {
  return find_named<&Tombstones::find_window>(window_index_, window);
}
Index StreamJudge::Core::find_number(Fingerprint number) {
  return find_named<&Tombstones::find_number>(number_index_, number);
}

Index StreamJudge::Core::claim_receipt(Fingerprint receipt, Index index) {
  const auto [found, fresh] = receipt_index_.try_emplace(receipt, index);
  if (!fresh) {
    shared_receipts_ = shared_receipts_ || found->second != index;
    return found->second;
  }
  const auto number = tombstones_.find_receipt(receipt);
  return number ? raise(*number) : kNobody;
}

/// What a call names will be looked up: what is new among the tombstones.
void StreamJudge::Core::look_ahead(const Seen& seen) const {
  if (seen.kind != Kind::send) {
    for (const Item& item : seen.items) fetch_message(item);
  }
  if (tombstones_.oldest() == nullptr) return;
  if (seen.kind == Kind::receive) {
    for (const Item& item : seen.items) tombstones_.prefetch(item.receipt);
  } else if (seen.kind == Kind::send) {
    for (const Item& item : seen.items) {
      tombstones_.prefetch(item.message);
      if (item.key != 0) tombstones_.prefetch(mix(item.key, seen.queue + 1));
      if (item.sequence_number != 0) {
        tombstones_.prefetch(number_of(item.sequence_number, seen.queue));
      }
    }
  }
}

void StreamJudge::Core::fetch_message(const Item& item) const {
  const auto& index = item.message != 0 ? message_index_ : receipt_index_;
  const auto found = index.find(item.message != 0 ? item.message : item.receipt);
  if (found == index.end()) return;
  const char* const begin = reinterpret_cast<const char*>(&messages_[found->second]);
  for (std::size_t offset = 0; offset < sizeof(Message); offset += 64) {
    __builtin_prefetch(begin + offset, 1);
  }
}

Index StreamJudge::Core::find_slot() {
  if (unused_.empty()) {
    messages_.emplace_back();
    return static_cast<Index>(messages_.size() - 1);
  }
  const Index index = unused_.back();
  unused_.pop_back();
  return index;
}

Index StreamJudge::Core::add_message(Fingerprint id, std::uint32_t queue) {
  const Index index = find_slot();
  Message& message = messages_[index];
  const std::uint32_t generation = message.generation;
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
    groups_[found->second].queue = message.queue;
  }
  message.group = found->second;
  ++groups_[message.group].members;
  stand_in_group(index);
}

/// Also of a message that seemed to have left, and was received again.
void StreamJudge::Core::stand_in_group(Index index) {
  Message& message = messages_[index];
  Group& to = groups_[message.group];
  message.in_group = true;
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
  ++message.generation;  // what waits for it elsewhere, or to bury it, is over
  message.queue = queue;
  message.in_queue = true;
  message.older = queues[queue].youngest;
  message.younger = kNobody;
  (message.older == kNobody ? queues[queue].oldest : messages_[message.older].younger) = index;
  queues[queue].youngest = index;
  ++queues[queue].present;
}

void StreamJudge::Core::unlink_from_queue(Index index) {
  Message& message = messages_[index];
  if (!message.in_queue) return;
  message.in_queue = false;
  Queue& queue = queues[message.queue];
  --queue.present;
  (message.older == kNobody ? queue.oldest : messages_[message.older].younger) = message.younger;
  (message.younger == kNobody ? queue.youngest : messages_[message.younger].older) = message.older;
}

void StreamJudge::Core::let_go(Index index, const Interval& at, bool definite,
                               bool may_have_stayed) {
  Message& message = messages_[index];
  message.may_be_gone_from = std::min(message.may_be_gone_from, at.from);
  leave_group(index);
  if (!definite) return;
  message.gone_by = std::min(message.gone_by, at.to);
  if (!message.in_queue) return;
  if (may_have_stayed || may_be_letter(message, at.to)) {
    message.available_from = kNever_us;  // nobody waits for it
    return;
  }
  unlink_from_queue(index);
  departed_.push_back({std::max(at.to, now_) + options.remember_us, index, message.generation});
}

/// Whether it may be in a dead-letter queue by then, although nobody has seen it there: what is
/// done to its queue does nothing to it.
bool StreamJudge::Core::may_be_letter(const Message& message, Instant_us by) const {
  const Queue& queue = queues[message.queue];
  const bool in_flight = by <= message.hidden_until && !message.may_be_shown;
  if (queue.least_receives == 0 || in_flight) return false;
  const auto received = static_cast<std::size_t>(message.deliveries_here) + queue.unanswered.size();
  return !options.recorded.all_receives ||
         received >= static_cast<std::size_t>(queue.least_receives);
}

}  // namespace sqsproof::semantics::stream

// Sends: where messages come from, and whether a deduplication id made one message.
#include <algorithm>

#include "semantics/stream/core.h"

namespace sqsproof::semantics::stream {
namespace {

constexpr Duration_us kWindow_us = seconds(300);  // SQS/using-messagededuplicationid-property
constexpr std::size_t kLostSendsLimit = 10'000;

/// A purge forgets its deduplication id. SQSAPI/PurgeQueue
bool was_there_before_purge(const Queue& queue, const Message& message) {
  return message.opened.to < queue.purged.from;
}

}  // namespace

void StreamJudge::Core::take_send(const Seen& seen) {
  if (seen.batch) test_batch(seen);
  for (const Item& item : seen.items) {
    test_send(seen, item);
    if (item.outcome == Outcome::accepted && item.message != 0) {
      take_sent(seen, item);
    } else if (item.outcome == Outcome::unknown) {
      lose_send(seen, item);
    } else if (item.outcome == Outcome::refused) {
      refuse_send(seen, item);
    }
  }
  if (seen.items.size() > 1) test_batch_order(seen);
}

void StreamJudge::Core::take_sent(const Seen& seen, const Item& item) {
  const Queue& queue = queues[seen.queue];
  const auto [index, fresh] = find_or_add(item.message, seen.queue);
  note_number(seen, item, index);
  Message& message = messages_[index];
  keep(message, seen.place);
  ++totals.messages_sent;
  if (message.sent) return note_duplicate(seen, item, index);
  test_sent(seen, item, message);
  message.sent = true;
  const bool seen_before = !fresh && message.enqueued.to < seen.at.from;
  message.enqueued = {seen.at.from, std::min(message.enqueued.to, seen.at.to)};
  const bool own_delay = item.seconds >= 0 && !queue.settings.fifo;
  message.due_from = seen.at.from + (own_delay ? seconds(item.seconds) : queue.longest_delay_us);
  message.may_be_gone_from =
      std::min(message.may_be_gone_from,
               seen.at.from + queue.shortest_retention_us - options.tolerance.early_us);
  const bool digests_differ =
      (item.answered_digest != 0 && item.digest != 0 && item.answered_digest != item.digest) ||
      (item.answered_attributes_digest != item.attributes_digest && item.attributes_digest != 0);
  // A delivery that was seen first, because its receive began before the send.
  const bool differs = !fresh && message.body != 0 && item.body != 0 && message.body != item.body;
  if (digests_differ || differs || seen_before) suspect(index, seen.at.to);
  message.body = item.body;
  if (item.digest != 0) message.digest = item.digest;
  message.attributes_digest = item.attributes_digest;
  message.values = item.values;
  message.group_name = item.group;
  message.named_key = item.named_key;
  if (queue.settings.fifo) {
    if (queue.lost > 0) compare_lost(queues[seen.queue], item);
    if (message.sequence_number == 0) message.sequence_number = item.sequence_number;
    if (message.group == kNobody) join_group(index, item.group);
    compare_numbers(seen, item, index);
    open_window(seen, item, index);
  }
  wait_for_sent(seen, item, index);
  if (seen.at.from <= queue.purging.to || queue.deleted) {
    let_go(index, {std::min(seen.at.from, queue.purging.from), kNever_us}, false);
  }
}

/// When a message that is new can be received.
void StreamJudge::Core::wait_for_sent(const Seen& seen, const Item& item, Index index) {
  Message& message = messages_[index];
  const Queue& queue = queues[seen.queue];
  message.in_batch = seen.batch;
  message.own_delay = item.seconds >= 0 && !queue.settings.fifo;
  if (message.deliveries > 0) return;
  const Duration_us delay = seconds(message.own_delay ? item.seconds : queue.settings.delay_s);
  wait_for(index, message.enqueued.to + delay + options.tolerance.late_us);
}

/// A second send that returned the id.
void StreamJudge::Core::note_duplicate(const Seen& seen, const Item& item, Index index) {
  ++totals.duplicates;
  Message& message = messages_[index];
  test_duplicate(seen, item, message);
  const bool fifo = queues[seen.queue].settings.fifo;
  const bool other_number = item.sequence_number != 0 && message.sequence_number != 0 &&
                            item.sequence_number != message.sequence_number;
  const bool other_group = item.group != message.group_name;
  if (fifo && other_group && seen.at.from <= message.enqueued.to) {
    queues[seen.queue].mixed_groups = true;
  }
  if (!fifo || item.key == 0 || item.key != message.key || other_number) {
    return suspect(index, seen.at.to);
  }
  const bool stale = message.window != mix(item.key, seen.queue + 1) ||
                     seen.at.from - message.opened.to > kWindow_us ||
                     was_there_before_purge(queues[seen.queue], message);
  if (stale || item.body != message.body) suspect(index, seen.at.to);
  message.enqueued.from = std::min(message.enqueued.from, seen.at.from);
  message.enqueued.to = std::min(message.enqueued.to, seen.at.to);
}

/// A new message: no other one may have been made with its id in the last five minutes.
void StreamJudge::Core::open_window(const Seen& seen, const Item& item, Index index) {
  messages_[index].key = item.key;
  messages_[index].own_key = item.own_key;
  if (item.key == 0) {
    // Without an id, and not deduplicated by its content: it had to be refused.
    if (!queues[seen.queue].settings.content_based_deduplication) suspect(index, seen.at.to);
    return;
  }
  const Fingerprint window = mix(item.key, seen.queue + 1);
  if (const Index other = find_window(window); other != kNobody) {
    const bool within = seen.at.to - messages_[other].opened.from < kWindow_us;
    if (within) suspect(index, seen.at.to, other);
    test_keys(seen, item, &messages_[other]);
    test_purged_key(seen, messages_[other]);
    messages_[index].twin = messages_[other].id;
    messages_[other].window = 0;
  } else {
    test_keys(seen, item, nullptr);
  }
  messages_[index].window = window;
  messages_[index].opened = seen.at;
  window_index_[window] = index;
}

/// Later sends of a group have larger numbers, and nobody is delivered before smaller ones.
void StreamJudge::Core::compare_numbers(const Seen& seen, const Item& item, Index index) {
  if (item.sequence_number == 0) return;
  Group& group = groups_[messages_[index].group];
  test_numbers(seen, item, group);
  if (item.sequence_number <= group.largest_sent) {
    group.contradicted = true;
    const Index largest =
        group.largest_sent_by == 0 ? kNobody : find_message(group.largest_sent_by);
    suspect(index, messages_[index].enqueued.to, largest);
  } else {
    group.largest_sent = item.sequence_number;
    group.largest_sent_by = messages_[index].id;
  }
  const Message& message = messages_[index];
  if (item.sequence_number < group.largest_delivered && message.deliveries == 0) {
    for (Index later = message.after; later != kNobody; later = messages_[later].after) {
      if (messages_[later].deliveries > 0) suspect(later, message.enqueued.to, index);
    }
  }
}

/// Sequence numbers are numbers, and of one message each.
void StreamJudge::Core::note_number(const Seen& seen, const Item& item, Index index) {
  Queue& queue = queues[seen.queue];
  if (!queue.settings.fifo || (item.sequence_number == 0 && !item.odd_number)) return;
  count(queue, Streamed::sequence_form);
  if (item.odd_number) return suspect(index, seen.at.to);
  const Fingerprint number = number_of(item.sequence_number, seen.queue);
  const Index other = find_number(number);
  if (other == kNobody) {
    number_index_[number] = index;
    messages_[index].number = number;
  } else if (other != index) {
    suspect(index, seen.at.to, other);
  }
}

/// A message with its body, which nobody else sent, was made all the same.
void StreamJudge::Core::refuse_send(const Seen& seen, const Item& item) {
  constexpr std::size_t kMost = 1'000;
  Queue& queue = queues[seen.queue];
  queue.refused.push_back({item.body, seen.place});
  recall_.hold(seen.place);
  if (queue.refused.size() <= kMost) return;
  recall_.release(queue.refused.front().place);
  queue.refused.pop_front();
}

/// An unanswered send may have made it, of another group.
void StreamJudge::Core::compare_lost(Queue& queue, const Item& item) {
  const auto lost = item.key == 0 ? queue.lost_groups.end() : queue.lost_groups.find(item.key);
  if (lost != queue.lost_groups.end() && lost->second != item.group) queue.mixed_groups = true;
}

/// It may have made a message that nobody knows the id of.
void StreamJudge::Core::lose_send(const Seen& seen, const Item& item) {
  Queue& queue = queues[seen.queue];
  if (++queue.lost > kLostSendsLimit) {
    gave_up = "more than 10000 sends to a queue were never answered";
    return;
  }
  if (const Index same = find_window(mix(item.key, seen.queue + 1)); item.key != 0) {
    const bool other = same != kNobody && messages_[same].group_name != item.group;
    const auto [found, fresh] = queue.lost_groups.try_emplace(item.key, item.group);
    queue.mixed_groups = queue.mixed_groups || other || found->second != item.group;
  }
  for (const Fingerprint name : {item.body, item.key}) {
    if (name == 0) continue;
    queue.lost_sends[name].push_back(seen.place);
    recall_.hold(seen.place);
  }
}

}  // namespace sqsproof::semantics::stream

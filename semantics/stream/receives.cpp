// Deliveries: was the message sent, may it be seen now, is it what it was, and who comes before it?
#include <algorithm>

#include "semantics/stream/core.h"

namespace sqsproof::semantics::stream {
namespace {

constexpr std::size_t kUnansweredLimit = 200;  // what the judge of histories takes, too
constexpr std::size_t kDrainPolls = 16;

}  // namespace

void StreamJudge::Core::take_receive(const Seen& seen) {
  Queue& queue = queues[seen.queue];
  if (seen.outcome == Outcome::refused) return;
  if (seen.outcome == Outcome::unknown || seen.items.empty()) {
    test_receive(seen, false);
    return seen.outcome == Outcome::unknown ? take_unanswered(seen, queue)
                                            : take_empty(seen, queue);
  }
  bool repeats = false;
  if (seen.attempt != 0) {
    const auto [found, fresh] =
        attempts_.try_emplace(mix(seen.attempt, seen.queue + 1), seen.at.to);
    repeats = !fresh;
    if (fresh)
      attempt_ends_.push_back({std::max(seen.at.to, now_) + options.remember_us, found->first});
  }
  ++answers_;
  test_receive(seen, repeats);
  const bool too_many = seen.items.size() > static_cast<std::size_t>(std::max(1, seen.most));
  for (const Item& item : seen.items) take_delivery(seen, item, repeats);
  look_for_missed(seen);
  if (!too_many) return;
  std::vector<Index> all;
  for (const Item& item : seen.items) all.push_back(find_message(item.message));
  suspect(all.front(), seen.at.to, all);
}

/// It may have received anything; every slice of the queue holds it.
void StreamJudge::Core::take_unanswered(const Seen& seen, Queue& queue) {
  if (queue.unanswered.size() >= kUnansweredLimit) {
    gave_up = "more than 200 receives of a queue were never answered";
    return;
  }
  queue.unanswered.push_back(seen.place);
  recall_.hold(seen.place);
}

void StreamJudge::Core::take_empty(const Seen& seen, Queue& queue) {
  look_at_wait(seen);
  look_for_missed(seen);
  const bool drains = drained_from && seen.at.from >= *drained_from;
  if (!drains || queue.drain_polls.size() >= kDrainPolls) return;
  queue.drain_polls.push_back(seen.place);
  recall_.hold(seen.place);
}

void StreamJudge::Core::take_delivery(const Seen& seen, const Item& item, bool repeats) {
  ++totals.deliveries;
  bool odd = repeats;
  const auto [index, unknown] = find_or_add(item.message, seen.queue);
  if (unknown) {
    messages_[index].enqueued.to = seen.at.to;
    messages_[index].body = item.body;
    odd = true;  // unless its send is still to come
  }
  if (!unknown_receipts_.empty()) check_receipt_known(seen, item);
  if (messages_[index].queue == seen.queue) look_at_delay(seen, index);
  const Index before = claim_receipt(item.receipt, index);
  Message& message = messages_[index];
  const bool strange = is_strange(message, seen, item);
  test_delivery(seen, item, message, repeats);
  if (message.queue != seen.queue) {
    odd = move(index, seen, item) || odd;
  } else if (!message.in_queue && message.gone_by < seen.at.from) {
    settle_in(index, seen.queue);  // it had not left
  }
  keep(message, seen.place);
  if (message.deliveries == 0 && message.sent && !message.moved) note_times(seen, item, index);
  const bool fifo = queues[seen.queue].settings.fifo;
  if (fifo) show_in_group(seen, item, index);
  if (odd || strange || is_different(message, item)) suspect(index, seen.at.to);
  note_delivery(seen, item, index, repeats);
  if (before != kNobody) {
    suspect(index, seen.at.to, before);
  } else {
    message.receipts.push_back(item.receipt);
  }
  if (fifo) look_before(index, seen);
  const Queue& queue = queues[seen.queue];
  const auto deliveries = static_cast<std::size_t>(message.deliveries) + queue.unanswered.size();
  if (queue.least_receives > 0 && deliveries >= static_cast<std::size_t>(queue.least_receives)) {
    let_go(index, {seen.at.from, kNever_us}, false);
    message.dying = true;
  }
}

/// A message of a FIFO queue.
void StreamJudge::Core::show_in_group(const Seen& seen, const Item& item, Index index) {
  Message& message = messages_[index];
  if (message.sequence_number == 0) message.sequence_number = item.sequence_number;
  // Nobody knows what it holds back.
  if (message.group == kNobody && item.group == 0) queues[seen.queue].mixed_groups = true;
  if (message.group == kNobody) join_group(index, item.group);
  if (message.in_group || groups_[message.group].queue != seen.queue) return;
  // It had not left.
  message.may_be_gone_from = kNever_us;
  stand_in_group(index);
}

void StreamJudge::Core::note_delivery(const Seen& seen, const Item& item, Index index,
                                      bool repeats) {
  Message& message = messages_[index];
  if (message.deliveries++ == 0) {
    message.content = item.content;
  } else {
    ++totals.redeliveries;
  }
  if (message.first_receive_ms < 0) message.first_receive_ms = item.first_ms;
  message.receive_count = std::max(message.receive_count, item.receive_count);
  const bool overlaps = message.deliveries_here + message.changes > 0 &&
                        seen.at.from <= message.hidden_to && message.available_from < kNever_us;
  const int limit = queues[seen.queue].least_receives;
  if (++message.deliveries_here == limit) {
    count(queues[seen.queue], Streamed::dead_not_beyond_limit);
  }
  hide(message, seen, item, repeats);
  wait_for_hidden(seen, index, overlaps);
  message.in_answer = answers_;
}

/// A dead letter, in another queue than before. Whether something may be wrong with that.
bool StreamJudge::Core::move(Index index, const Seen& seen, const Item& item) {
  Message& message = messages_[index];
  const Queue& source = queues[message.queue];
  const Queue& target = queues[seen.queue];
  const bool unnamed = seen.asks_for_attributes && item.shows_attributes &&
                       item.source != fingerprint_of(source.settings.name);
  const bool odd = message.moved || unnamed || target.settings.fifo || !target.fed_by_others;
  const bool early = message.deliveries < source.most_receives;
  message.known_source = !message.moved && dead_letter_queue_of(source) == &target;
  message.moved = true;
  message.dying = false;
  message.first_receive_ms = -1;
  message.deliveries_here = message.changes = 0;
  message.available_from = kNever_us;
  message.gone_by = kNever_us;
  message.may_be_gone_from = std::min(message.enqueued.from, seen.at.from) +
                             target.shortest_retention_us - options.tolerance.early_us;
  leave_group(index);
  unlink_from_queue(index);
  settle_in(index, seen.queue);
  message.hidden_until = message.hidden_to = -kNever_us;
  message.hidden_later = 0;
  return odd || early;
}

/// Until when this delivery hides it at most.
void StreamJudge::Core::wait_for_hidden(const Seen& seen, Index index, bool overlaps) {
  const int timeout_s =
      seen.timeout_s >= 0 ? seen.timeout_s : queues[seen.queue].settings.visibility_timeout_s;
  const Instant_us until = seen.at.to + seconds(timeout_s) + options.tolerance.late_us;
  wait_for(index, overlaps ? std::max(until, messages_[index].available_from) : until);
}

/// Whether it should not be seen now.
bool StreamJudge::Core::is_strange(const Message& message, const Seen& seen,
                                   const Item& item) const {
  const Queue& queue = queues[seen.queue];
  if (message.gone_by < kNever_us) return true;
  if (seen.at.to < message.hidden_until + message.hidden_later) return true;
  if (seen.at.to < message.due_from) return true;
  // Calls that overlap may be each possible, and not together.
  if (message.deliveries > 0 && seen.at.from <= message.hidden_to) return true;
  const Instant_us expired =
      message.enqueued.to + queue.shortest_retention_us + options.tolerance.late_us;
  if (message.sent && expired < seen.at.from) return true;
  const bool too_often = queue.least_receives > 0 && message.queue == seen.queue &&
                         message.deliveries >= queue.least_receives;
  if (too_often) return true;
  return item.receive_count >= 0 && (item.receive_count != message.receive_count + 1 ||
                                     item.receive_count <= message.deliveries);
}

/// Whether it is not what was sent, or what was received before.
bool StreamJudge::Core::is_different(const Message& message, const Item& item) const {
  if (message.deliveries > 0 && message.content != item.content) return true;
  const bool first_differs = message.first_receive_ms >= 0 && item.first_ms >= 0 &&
                             message.first_receive_ms != item.first_ms;
  if (first_differs) return true;
  if (!message.sent) return false;
  const auto differ = [](Fingerprint named, Fingerprint shown) {
    return named != 0 && shown != 0 && named != shown;
  };
  if (differ(message.group_name, item.group)) return true;
  // Dead letters get another one. SQS/sqs-dead-letter-queues
  if (!message.moved && differ(message.named_key, item.named_key)) return true;
  if (item.body != 0 && item.body != message.body) return true;
  if (item.answered_digest != 0 && item.answered_digest != message.digest) return true;
  const bool attributes = item.answered_attributes_digest != 0;
  if (attributes && item.answered_attributes_digest != message.attributes_digest) return true;
  const bool bare = item.answered_digest != 0 && attributes != (item.values != 0);
  if (bare) return true;
  if (item.has_all_values && item.values != message.values) return true;
  return item.sequence_number != 0 && item.sequence_number != message.sequence_number;
}

void StreamJudge::Core::hide(Message& message, const Seen& seen, const Item& item, bool repeats) {
  message.hidden_to = std::max(message.hidden_to, seen.at.to);
  if (seen.at.from < message.hidden_from) return;
  message.hidden_by = repeats               ? HiddenBy::attempt
                      : message.changed     ? HiddenBy::after_change
                      : seen.timeout_s >= 0 ? HiddenBy::own_timeout
                                            : HiddenBy::timeout;
  message.may_be_shown = false;
  const Instant_us visible = std::max(message.hidden_until + message.hidden_later,
                                      std::max(message.due_from, message.enqueued.from));
  // After a change of the queue's timeout, either may be the one that counts.
  const Queue& queue = queues[seen.queue];
  const Duration_us in_doubt =
      seen.timeout_s >= 0 ? 0 : queue.longest_timeout_us - queue.shortest_timeout_us;
  message.hidden_later = std::max<Duration_us>({0, in_doubt, visible - seen.at.from});
  message.hidden_from = seen.at.from;
  message.hidden_until =
      seen.at.from - options.tolerance.early_us +
      (seen.timeout_s >= 0 ? seconds(seen.timeout_s) : queue.shortest_timeout_us);
  message.latest_receipt = item.receipt;
}

/// Every earlier message of the group has to stand before it in the answer, or may have left.
void StreamJudge::Core::look_before(Index index, const Seen& seen) {
  Message& message = messages_[index];
  Group& group = groups_[message.group];
  group.largest_delivered = std::max(group.largest_delivered, message.sequence_number);
  if (!message.in_group) return;
  for (Index earlier = group.first; earlier != index && earlier != kNobody;) {
    const Message& before = messages_[earlier];
    const Index next = before.after;
    if (before.may_be_gone_from <= seen.at.to) {
      leave_group(earlier);
    } else if (before.in_answer != answers_) {
      return suspect(index, seen.at.to, earlier);
    }
    earlier = next;
  }
}

}  // namespace sqsproof::semantics::stream

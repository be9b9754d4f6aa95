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
  if (seen.outcome == Outcome::unknown) {
    test_receive(seen, false);
    // It may have received anything; every slice of the queue holds it.
    if (queue.unanswered.size() >= kUnansweredLimit) {
      gave_up = "more than 200 receives of a queue were never answered";
      return;
    }
    queue.unanswered.push_back(seen.place);
    recall_.hold(seen.place);
    return;
  }
  if (seen.items.empty()) {
    test_receive(seen, false);
    look_at_wait(seen);
    const bool drains = drained_from && seen.at.from >= *drained_from;
    if (!drains || queue.drain_polls.size() >= kDrainPolls) return;
    queue.drain_polls.push_back(seen.place);
    recall_.hold(seen.place);
    return;
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
  if (!too_many) return;
  std::vector<Index> all;
  for (const Item& item : seen.items) all.push_back(find_message(item.message));
  suspect(all.front(), seen.at.to, all);
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
  const Index before = claim_receipt(item.receipt, index);
  Message& message = messages_[index];
  const bool strange = is_strange(message, seen, item);
  test_delivery(seen, item, message, repeats);
  if (message.queue != seen.queue) {  // a dead letter
    leave_group(index);
    unlink_from_queue(index);
    settle_in(index, seen.queue);
    message.hidden_until = message.hidden_to = -kNever_us;
    message.hidden_later = 0;
    odd = odd || queues[seen.queue].settings.fifo || !queues[seen.queue].fed_by_others;
  }
  keep(message, seen.place);
  const bool fifo = queues[seen.queue].settings.fifo;
  if (fifo && message.sequence_number == 0) message.sequence_number = item.sequence_number;
  if (fifo && message.group == kNobody) join_group(index, item.group);
  if (fifo && !message.in_group && groups_[message.group].queue == seen.queue) {
    // It had not left.
    message.may_be_gone_from = kNever_us;
    stand_in_group(index);
  }
  if (odd || strange || is_different(message, item)) suspect(index, seen.at.to);
  if (message.deliveries++ == 0) {
    message.content = item.content;
  } else {
    ++totals.redeliveries;
  }
  message.receive_count = std::max(message.receive_count, item.receive_count);
  hide(message, seen, item, repeats);
  message.in_answer = answers_;
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
  }
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
  return item.receive_count >= 0 && item.receive_count != message.receive_count + 1;
}

/// Whether it is not what was sent, or what was received before.
bool StreamJudge::Core::is_different(const Message& message, const Item& item) const {
  if (message.deliveries > 0 && message.content != item.content) return true;
  if (!message.sent) return false;
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

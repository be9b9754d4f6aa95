// Messages that a receive should have found and did not, and long polls that came back late.
//
// Of each message that can be received it is known from when on (waiting.h). A receive that got
// fewer than it asked for has seen all that was there: what was there before it began, and is not
// in its answer, is suspected to be missed. Each message is looked into once; where that finds
// nothing it is waited for again, twice as long each time. FIFO queues are left out, see
// `sees_missing`.
#include <algorithm>

#include "semantics/stream/core.h"

namespace sqsproof::semantics::stream {
namespace {

constexpr Duration_us kAnswer_us = kMillisecond_us;  // that an endpoint takes (judge/ledger.h)
constexpr Duration_us kUsual_us = kSecond_us;        // of an answer that is held up on its way
constexpr std::size_t kFellowsLooked = 1'000;
constexpr std::size_t kFellows = 4;

}  // namespace

/// A FIFO queue's delay counts for what is still delayed, too. SQSAPI/SetQueueAttributes
void StreamJudge::Core::follow_delay(Queue& queue, const Seen& seen) {
  if (!queue.settings.fifo) return;
  const Duration_us delay = seconds(queue.settings.delay_s), late = options.tolerance.late_us;
  for (Index i = queue.oldest; i != kNobody; i = messages_[i].younger) {
    Message& message = messages_[i];
    const bool delayed = message.deliveries == 0 && message.sent &&
                         message.available_from < kNever_us &&
                         message.available_from >= seen.at.from;
    if (!delayed) continue;
    message.due_from = std::max({message.due_from, message.enqueued.from + delay, seen.at.from});
    message.available_from = std::max(message.enqueued.to + delay, seen.at.to) + late;
  }
}

/// Whether anything can be said of messages that do not come.
bool StreamJudge::Core::sees_missing(const Queue& queue) const {
  const Recorded& recorded = options.recorded;
  const Freedoms& granted = options.granted;
  if (!recorded.all_receives || !recorded.all_deletes) return false;
  if (granted.has(Freedom::false_empty) && granted.has(Freedom::sampling)) return false;
  // What a stream remembers does not always tell which message is the first of its group.
  return !queue.settings.fifo;
}

/// From then on it can certainly be received.
void StreamJudge::Core::wait_for(Index index, Instant_us from) {
  Message& message = messages_[index];
  message.available_from = from;
  Queue& queue = queues[message.queue];
  if (!queue.is_looked_into) return;
  queue.waiting.add({from, index, message.generation});
  if (queue.waiting.size() <= 4 * queue.present + 256) return;
  queue.waiting.keep_if([this](const Waiting::Entry& entry) { return is_current(entry); });
}

bool StreamJudge::Core::is_current(const Waiting::Entry& entry) const {
  const Message& message = messages_[entry.message];
  return message.live && message.generation == entry.generation && message.in_queue &&
         message.available_from == entry.from;
}

/// A receive that was answered, after all that it got was taken.
void StreamJudge::Core::look_for_missed(const Seen& seen) {
  Queue& queue = queues[seen.queue];
  const auto most = static_cast<std::size_t>(std::clamp(seen.most, 1, 10));
  if (seen.attempt != 0 || seen.items.size() >= most || !sees_missing(queue)) return;
  const Duration_us wait = seconds(seen.wait_s >= 0 ? seen.wait_s : queue.settings.wait_time_s);
  const bool empty_poll = seen.items.empty() && wait > 0;
  if (options.granted.has(Freedom::sampling) && !empty_poll) return;
  if (options.granted.has(Freedom::false_empty) && wait > 0) return;
  Instant_us until = seen.at.from;
  const Instant_us first_end = seen.at.from + wait - options.tolerance.early_us;
  if (empty_poll && first_end <= seen.at.to) {
    until = std::max(until, first_end - options.tolerance.late_us - kAnswer_us);
  }
  if (!queue.is_looked_into) look_into(queue);
  std::vector<Index> missed;
  queue.waiting.take_until(until, [&](const Waiting::Entry& entry) {
    if (is_current(entry)) missed.push_back(entry.message);
  });
  for (const Index index : missed) miss(index, seen);
}

/// From now on it is known which messages can be received.
void StreamJudge::Core::look_into(Queue& queue) {
  queue.is_looked_into = true;
  for (Index i = queue.oldest; i != kNobody; i = messages_[i].younger) {
    const Instant_us from = messages_[i].available_from;
    if (from < kNever_us) wait_for(i, from);
  }
}

void StreamJudge::Core::miss(Index index, const Seen& seen) {
  Message& message = messages_[index];
  if (message.dying && message.queue == seen.queue) return die(index, seen);
  const bool elsewhere = message.queue != seen.queue;  // a letter that nobody has seen there
  if (!elsewhere && message.may_be_gone_from <= seen.at.to) return;
  suspect_missing(index, seen, true);
}

/// It was received as often as may be, and would have been received once more: it is in the
/// dead-letter queue now.
void StreamJudge::Core::die(Index index, const Seen& seen) {
  Message& message = messages_[index];
  const Queue& source = queues[seen.queue];
  if (!source.dead_letters) return;
  Queue& target = queues[*source.dead_letters];
  if (target.settings.fifo || source.settings.fifo) return;
  keep(message, seen.place);
  const Duration_us slow = options.granted.has(Freedom::dead_letter_time) ? seconds(60) : 0;
  message.available_from = seen.at.to + slow + 2 * options.tolerance.late_us;
  target.waiting.add({message.available_from, index, message.generation});
}

/// Together with some of its group, which hold nothing back. `missed`: by that receive, which did
/// not get it.
void StreamJudge::Core::suspect_missing(Index index, const Seen& seen, bool missed) {
  if (!gave_up.empty()) return;
  std::vector<Index> component{index};
  if (messages_[index].group_name != 0) add_fellows(component);
  Message& message = messages_[index];
  Suspicion& suspicion = suspicions_.emplace_back();
  suspicion.due = seen.at.to;
  suspicion.since = std::min(message.available_from, seen.at.to);
  suspicion.component.assign(component.begin(), component.end());
  suspicion.about_missing = true;
  suspicion.missed = missed;
  suspicion.receive = seen.place;
  recall_.hold(seen.place);
  for (const Index one : component) ++messages_[one].suspicions;
  if (missed) message.available_from = kNever_us;
}

/// Some of its group that are in flight: on a standard queue they hold nothing back.
void StreamJudge::Core::add_fellows(std::vector<Index>& component) const {
  const Message& message = messages_[component.front()];
  std::size_t looked = 0;
  for (Index i = queues[message.queue].oldest; i != kNobody; i = messages_[i].younger) {
    const Message& other = messages_[i];
    const bool fellow = other.group_name == message.group_name && other.deliveries > 0;
    if (fellow && i != component.front()) component.push_back(i);
    if (++looked > kFellowsLooked || component.size() > kFellows) return;
  }
}

/// A delivery that a long poll waited for, although the message could be received long before.
void StreamJudge::Core::look_at_delay(const Seen& seen, Index index) {
  if (options.granted.has(Freedom::false_empty)) return;
  const Queue& queue = queues[seen.queue];
  const Instant_us available = messages_[index].available_from;
  const bool waits = seen.wait_s >= 0 ? seen.wait_s > 0 : queue.settings.wait_time_s > 0;
  if (!waits || seen.attempt != 0 || available >= seen.at.to || !sees_missing(queue)) return;
  const Duration_us late =
      seen.at.to - std::max(available, seen.at.from) - options.tolerance.late_us - kAnswer_us;
  if (late <= (options.virtual_time ? 0 : kUsual_us)) return;
  suspect_missing(index, seen, false);
}

/// Nothing was wrong with that: it is waited for again.
void StreamJudge::Core::wait_again(const Suspicion& suspicion) {
  const Index index = suspicion.component.front();
  const Message& message = messages_[index];
  const bool over = !message.live || !message.in_queue || message.available_from != kNever_us;
  if (!suspicion.missed || over) return;
  const Duration_us waited = std::max(suspicion.due - suspicion.since, kSecond_us);
  wait_for(index, suspicion.due + waited);
}

}  // namespace sqsproof::semantics::stream

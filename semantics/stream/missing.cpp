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
    const Message& message = messages_[i];
    const bool delayed = message.deliveries == 0 && message.sent &&
                         message.available_from < kNever_us &&
                         message.available_from >= seen.at.from;
    if (!delayed) continue;
    messages_[i].due_from =
        std::max({message.due_from, message.enqueued.from + delay, seen.at.from});
    wait_for(i, std::max(message.enqueued.to + delay, seen.at.to) + late);
  }
}

/// Whether anything can be said of messages that do not come.
bool StreamJudge::Core::sees_missing(const Queue& queue) const {
  const Recorded& recorded = options.recorded;
  const Freedoms& granted = options.granted;
  if (!recorded.all_receives || !recorded.all_deletes) return false;
  if (granted.has(Freedom::false_empty)) return false;
  // What a stream remembers does not always tell which message is the first of its group.
  return !queue.settings.fifo;
}

bool StreamJudge::Core::is_first_of_group(Index index) const {
  return is_in_front(index) && groups_[messages_[index].group].doubtful == 0;
}

bool StreamJudge::Core::is_in_front(Index index) const {
  const Message& message = messages_[index];
  return message.in_group && groups_[message.group].first == index;
}

/// From then on it can certainly be received.
void StreamJudge::Core::wait_for(Index index, Instant_us from) {
  Message& message = messages_[index];
  message.available_from = from;
  Queue& queue = queues[message.queue];
  if (!queue.is_looked_into || (queue.settings.fifo && !is_first_of_group(index))) return;
  queue.waiting.add({from, index, message.generation});
  if (queue.waiting.size() <= 4 * queue.present + 256) return;
  queue.waiting.keep_if([this](const Waiting::Entry& entry) { return is_current(entry); });
}

bool StreamJudge::Core::is_current(const Waiting::Entry& entry) const {
  const Message& message = messages_[entry.message];
  return message.live && message.generation == entry.generation && message.in_queue &&
         message.available_from == entry.from;
}

/// What stood before the group's first message has left by then.
void StreamJudge::Core::wake_group(Index group, Instant_us from) {
  const Index first = group == kNobody ? kNobody : groups_[group].first;
  if (first == kNobody || messages_[first].available_from == kNever_us) return;
  wait_for(first, std::max(messages_[first].available_from, from));
}

/// It has left its group, for certain or perhaps.
void StreamJudge::Core::note_left_group(Index index, Instant_us by, bool definite, bool was_first) {
  Message& message = messages_[index];
  if (message.group == kNobody || groups_[message.group].queue != message.queue) return;
  Group& group = groups_[message.group];
  if (definite) {
    const bool sure_now = message.in_doubt && --group.doubtful == 0;
    message.in_doubt = false;
    group.gone[group.gone_count++ % group.gone.size()] = {message.id, by};
    if (message.deliveries > 0 && !message.dying && !message.moved) {
      group.freed_by = std::min(group.freed_by, by);
      group.freed_sent = std::min(group.freed_sent, message.enqueued.from);
    }
    if (was_first || sure_now) wake_group(message.group, by);
  } else if (!message.in_doubt && message.gone_by == kNever_us) {
    message.in_doubt = true;
    ++group.doubtful;
  }
}

/// A receive that was answered, after all that it got was taken.
void StreamJudge::Core::look_for_missed(const Seen& seen) {
  Queue& queue = queues[seen.queue];
  const auto most = static_cast<std::size_t>(std::clamp(seen.most, 1, 10));
  if (seen.attempt != 0 || seen.items.size() >= most || !sees_missing(queue)) return;
  const Duration_us wait = seconds(seen.wait_s >= 0 ? seen.wait_s : queue.settings.wait_time_s);
  const bool empty_poll = seen.items.empty() && wait > 0;
  if (options.granted.has(Freedom::sampling) && !empty_poll) return;
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
  const Queue& queue = queues[seen.queue];
  if (message.dying && message.queue == seen.queue) return die(index, seen);
  const bool elsewhere = message.queue != seen.queue;  // a letter that nobody has seen there
  if (!elsewhere && message.may_be_gone_from <= seen.at.to) return;
  if (queue.settings.fifo && !is_first_of_group(index)) return;
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

/// Together with those of its group that may have held it back. `missed`: by that receive, which
/// did not get it.
void StreamJudge::Core::suspect_missing(Index index, const Seen& seen, bool missed) {
  if (!gave_up.empty()) return;
  std::vector<Index> component{index};
  if (!add_fellows(component, seen)) return;
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

/// False when they are not all known.
bool StreamJudge::Core::add_fellows(std::vector<Index>& component, const Seen& seen) {
  const Index index = component.front();
  if (!queues[seen.queue].settings.fifo) {
    if (messages_[index].group_name != 0) add_fellows_of_standard(component);
    return true;
  }
  const Group group = groups_[messages_[index].group];
  const std::size_t known = std::min(group.gone_count, group.gone.size());
  bool all = group.gone_count <= group.gone.size();
  for (std::size_t i = 0; i < known; ++i) {
    all = all || group.gone[i].by < seen.at.from;
    const Index gone = find_message(group.gone[i].message);
    if (gone != kNobody) component.push_back(gone);
  }
  const Index twin = messages_[index].twin == 0 ? kNobody : find_message(messages_[index].twin);
  add_other_group(component, seen);
  if (twin != kNobody && std::find(component.begin(), component.end(), twin) == component.end()) {
    component.push_back(twin);
  }
  return all;
}

/// One of another group that is in flight: it holds nothing back.
void StreamJudge::Core::add_other_group(std::vector<Index>& component, const Seen& seen) const {
  const Message& message = messages_[component.front()];
  for (const Tests::InFlight& one : queues[seen.queue].tests.in_flight) {
    if (one.message == kNobody || one.group == message.group_name) continue;
    const Message& other = messages_[one.message];
    const bool there = other.live && other.generation == one.generation &&
                       other.gone_by == kNever_us && other.hidden_to < seen.at.from &&
                       seen.at.from < other.hidden_until;
    if (there) return component.push_back(one.message);
  }
}

/// Some of its group that are in flight: on a standard queue they hold nothing back.
void StreamJudge::Core::add_fellows_of_standard(std::vector<Index>& component) const {
  const Message& message = messages_[component.front()];
  std::size_t looked = 0;
  for (Index i = queues[message.queue].oldest; i != kNobody; i = messages_[i].younger) {
    const Message& other = messages_[i];
    const bool fellow = other.group_name == message.group_name && other.deliveries > 0;
    if (fellow && i != component.front()) component.push_back(i);
    if (++looked > kFellowsLooked || component.size() > kFellows) return;
  }
}

/// What stands before it by now, or was sent while it was: false when that is very much.
bool StreamJudge::Core::add_neighbours(std::vector<Index>& component) const {
  constexpr std::size_t kMost = 32;
  const Message& message = messages_[component.front()];
  if (!message.in_group) return true;
  const auto add = [&](Index index) {
    if (std::find(component.begin(), component.end(), index) == component.end()) {
      component.push_back(index);
    }
    return component.size() <= kMost;
  };
  for (Index i = message.before; i != kNobody; i = messages_[i].before) {
    if (!add(i)) return false;
  }
  for (Index i = message.after; i != kNobody; i = messages_[i].after) {
    if (messages_[i].enqueued.from > message.enqueued.to) break;
    if (!add(i)) return false;
  }
  return true;
}

/// A delivery that a long poll waited for, although the message could be received long before.
void StreamJudge::Core::look_at_delay(const Seen& seen, Index index) {
  const Queue& queue = queues[seen.queue];
  const Instant_us available = messages_[index].available_from;
  const bool waits = seen.wait_s >= 0 ? seen.wait_s > 0 : queue.settings.wait_time_s > 0;
  if (!waits || seen.attempt != 0 || available >= seen.at.to || !sees_missing(queue)) return;
  const Duration_us late =
      seen.at.to - std::max(available, seen.at.from) - options.tolerance.late_us - kAnswer_us;
  if (late <= (options.virtual_time ? 0 : kUsual_us)) return;
  if (queue.settings.fifo && !is_first_of_group(index)) return;
  suspect_missing(index, seen, false);
}

/// Nothing was wrong with that: it is waited for again.
void StreamJudge::Core::wait_again(const Suspicion& suspicion) {
  const Index index = suspicion.component.front();
  const Message& message = messages_[index];
  const bool over = !message.live || !message.in_queue || message.available_from != kNever_us;
  if (!suspicion.missed || over) return;
  // It may tell from when on another message was a dead letter.
  if (queues[message.queue].settings.fifo) keep(messages_[index], suspicion.receive);
  const Duration_us waited = std::max(suspicion.due - suspicion.since, kSecond_us);
  wait_for(index, suspicion.due + waited);
}

}  // namespace sqsproof::semantics::stream

#include "semantics/judge/availability.h"

#include <algorithm>

namespace sqsproof::semantics {
namespace {

constexpr std::size_t kBacklogLimit = 20'000;      // how far SQS looks for groups, SQS/FIFO-queues
constexpr std::size_t kLargeBody_bytes = 100'000;  // ten of them may be too much for one answer
constexpr std::ptrdiff_t kLooked = 200;  // a few receives decide; endless traces have many

/// Whether `other` certainly stands before or behind the message.
bool surely_behind(const MessageRecord& other, const MessageRecord& message) {
  return other.enqueued.from > message.enqueued.to;
}

/// Whether it certainly was in no flight until then: it is not there yet, or it is there to be
/// received.
bool never_held_back(const QueueRecord& queue, const MessageRecord& message, Instant_us until) {
  const bool received =
      std::any_of(message.hidings.begin(), message.hidings.end(),
                  [until](const Hiding& hiding) { return hiding.at.from <= until; }) ||
      std::any_of(queue.lost_receives.begin(), queue.lost_receives.end(),
                  [&](std::size_t lost) { return queue.receives[lost].at.from <= until; });
  return message.origin == MessageRecord::Origin::sent && !received &&
         message.due.to <= message.enqueued.to;
}

/// It certainly did not wait: that long polls may be empty is no excuse for it.
bool is_short(const ReceiveRecord& receive) { return receive.wait.most <= 0; }

/// The first instant at which the message may have left, if it was there at all.
Instant_us gone_if_there(const MessageRecord& message) {
  Instant_us gone = kNever_us;
  for (const Exit& exit : message.exits) {
    if (exit.kind != Exit::Kind::never_there) gone = std::min(gone, exit.at.from);
  }
  return gone;
}

}  // namespace

std::size_t polls_to_be_sure(const Freedoms& granted) {
  return granted.has(Freedom::false_empty) ? 5 : 2;
}

bool may_end_with_queue(const QueueRecord& queue, const ReceiveRecord& receive) {
  return std::any_of(queue.deletions.begin(), queue.deletions.end(),
                     [&](const QueueEvent& deletion) { return deletion.at.from <= receive.at.to; });
}

Interval looked_at(const QueueRecord& queue, const ReceiveRecord& receive,
                   const Tolerance& tolerance, const Freedoms& granted) {
  const Duration_us waited = receive.wait.least - tolerance.early_us;
  const bool in_vain = receive.messages.empty() && waited > 0;
  // Where polls may find nothing for nothing, nobody holds them to their waits either.
  if (!in_vain || granted.has(Freedom::false_empty)) return receive.at;
  if (receive.at.to - receive.at.from < waited) return receive.at;  // it broke that promise
  if (may_end_with_queue(queue, receive)) return receive.at;
  return {receive.at.from, receive.at.to - waited};
}

Availability::Availability(const QueueRecord& queue, const Tolerance& tolerance,
                           const Freedoms& granted)
    : queue_(queue), tolerance_(tolerance), granted_(granted) {
  for (std::size_t i = 0; i < queue.receives.size(); ++i) {
    const ReceiveRecord& receive = queue.receives[i];
    if (!sees_all(receive)) continue;
    seers_.push_back(i);
    longest_ = std::max(longest_, receive.at.to - receive.at.from);
  }
  windows_.reserve(queue.messages.size());
  for (std::size_t i = 0; i < queue.messages.size(); ++i) {
    const MessageRecord& message = queue.messages[i];
    windows_.push_back(surely_available(queue, message, message.may_be_gone_from, tolerance));
    if (queue.settings.fifo) {
      at_rest_.push_back(surely_available(queue, message, gone_if_there(message), tolerance));
      (message.group_certain ? groups_[message.group] : in_any_group_).push_back(i);
    }
  }
}

bool Availability::sees_all(const ReceiveRecord& receive) const {
  if (!receive.answered || receive.repeats_attempt) return false;
  if (receive.messages.size() >= std::min<std::size_t>(receive.most, 10)) return false;
  if (is_short(receive)) return !granted_.has(Freedom::sampling);
  const bool all_see = !granted_.has(Freedom::sampling) && !granted_.has(Freedom::false_empty);
  if (all_see) return true;
  return receive.messages.empty() && receive.wait.least > 0;
}

bool Availability::misses(std::size_t message, const ReceiveRecord& receive,
                          const Interval& looked) {
  const auto& got = receive.messages;
  if (queue_.messages[message].body.size() > kLargeBody_bytes) return false;
  return std::find(got.begin(), got.end(), message) == got.end() && group_is_free(message, looked);
}

bool Availability::comes_after(std::size_t message, Instant_us instant) const {
  const auto& deliveries = queue_.messages[message].deliveries;
  return std::any_of(deliveries.begin(), deliveries.end(),
                     [&](const Delivery& one) { return one.at.to >= instant; });
}

std::size_t Availability::first_to_miss(std::size_t message, const Interval& during,
                                        Instant_us not_before) {
  const bool polls_fail = granted_.has(Freedom::false_empty);
  const bool says_nothing = polls_fail && comes_after(message, during.from);
  if (says_nothing && granted_.has(Freedom::sampling)) return kNone;
  std::size_t needed = polls_fail ? polls_to_be_sure(granted_) : 1;
  const Instant_us from = std::max(during.from, not_before - 1);
  auto seer =
      std::upper_bound(seers_.begin(), seers_.end(), from,
                       [&](Instant_us t, std::size_t i) { return t < queue_.receives[i].at.from; });
  const auto last = seer + std::min(kLooked, seers_.end() - seer);
  for (; seer != last && !gave_up(); ++seer) {
    const ReceiveRecord& receive = queue_.receives[*seer];
    if (receive.at.from >= during.to) break;
    const bool decides = !polls_fail || is_short(receive);
    if (!decides && says_nothing) continue;
    const Interval looked = looked_at(queue_, receive, tolerance_, granted_);
    if (looked.to >= during.to || !misses(message, receive, looked)) continue;
    if (decides || --needed == 0) return *seer;
  }
  return kNone;
}

bool Availability::may_come_back(std::size_t message, Instant_us instant) {
  return comes_after(message, instant) || leaves_after(message, instant) || !stays_away(message);
}

bool Availability::leaves_after(std::size_t message, Instant_us instant) const {
  const auto& exits = queue_.messages[message].exits;
  return std::any_of(exits.begin(), exits.end(), [&](const Exit& exit) {
    return exit.kind != Exit::Kind::expired && exit.at.to >= instant;
  });
}

/// After all that hid it, whatever became of its deletes, as long as it has not expired.
bool Availability::stays_away(std::size_t message) {
  Instant_us expires = kNever_us;
  for (const Exit& exit : queue_.messages[message].exits) {
    if (exit.kind == Exit::Kind::expired) expires = std::min(expires, exit.at.from);
  }
  const auto windows = surely_available(queue_, queue_.messages[message], expires, tolerance_);
  if (windows.empty() || windows.back().during.to < expires) return false;
  std::size_t needed = polls_to_be_sure(granted_);
  Instant_us from = windows.back().during.from;
  while (needed > 0) {
    const std::size_t poll = first_empty_poll(message, windows.back().during, from);
    if (poll == kNone) return false;
    from = queue_.receives[poll].at.from + 1;
    --needed;
  }
  return true;
}

std::size_t Availability::first_empty_poll(std::size_t message, const Interval& during,
                                           Instant_us not_before) {
  const Instant_us from = std::max(during.from, not_before - 1);
  std::ptrdiff_t looked = 0;
  for (const std::size_t seer : seers_) {
    const ReceiveRecord& receive = queue_.receives[seer];
    if (receive.at.from <= from || receive.at.to >= during.to) continue;
    if (!receive.messages.empty() || receive.wait.least <= 0) continue;
    if (gave_up() || ++looked > kLooked) break;
    if (misses(message, receive, receive.at)) return seer;
  }
  return kNone;
}

// The poll was under way when the message became available. One that came back empty waited for its
// full time, or broke that promise; one that came back late may have been held up on the way, but
// not on a virtual clock.
std::size_t Availability::first_to_sleep_on(std::size_t message, const Interval& during) {
  if (granted_.has(Freedom::false_empty)) return kNone;
  const Instant_us woken_by = during.from + tolerance_.late_us + queue_.answer_time;
  auto seer =
      std::lower_bound(seers_.begin(), seers_.end(), during.from - longest_,
                       [&](std::size_t i, Instant_us t) { return queue_.receives[i].at.from < t; });
  const auto last = seer + std::min(kLooked, seers_.end() - seer);
  for (; seer != last && !gave_up(); ++seer) {
    const ReceiveRecord& receive = queue_.receives[*seer];
    if (receive.at.from > during.from) break;
    if (receive.wait.least <= 0 || during.to <= woken_by) continue;
    if (receive.messages.empty()) {
      if (may_end_with_queue(queue_, receive)) continue;
      // The wait began somewhere within the call: all such waits have to meet the message.
      const Instant_us first_end = receive.at.from + receive.wait.least - tolerance_.early_us;
      const Instant_us last_begin = receive.at.to - receive.wait.least;
      const bool met = woken_by < first_end && last_begin < during.to;
      if (met && first_end <= receive.at.to && misses(message, receive, receive.at)) return *seer;
    } else if (queue_.virtual_time && woken_by < receive.at.to &&
               group_is_free(message, {during.from, woken_by})) {
      return *seer;
    }
  }
  return kNone;
}

bool Availability::group_is_free(std::size_t index, const Interval& during) {
  if (!queue_.settings.fifo) return true;
  const MessageRecord& message = queue_.messages[index];
  if (!message.group_certain || queue_.messages.size() > kBacklogLimit) return false;
  const bool all = granted_.has(Freedom::whole_group_lock);
  const auto is_free = [&](std::size_t i) {
    const MessageRecord& other = queue_.messages[i];
    work_ += 1 + at_rest_[i].size();
    if (i == index || other.enqueued.from > during.to || other.surely_gone_from < during.from) {
      return true;
    }
    if (!all && surely_behind(other, message)) return true;
    if (never_held_back(queue_, other, during.to)) return true;
    return std::any_of(at_rest_[i].begin(), at_rest_[i].end(), [&](const Available& window) {
      return window.during.from < during.from && during.to < window.during.to;
    });
  };
  const auto& group = groups_[message.group];
  return std::all_of(in_any_group_.begin(), in_any_group_.end(), is_free) &&
         std::all_of(group.begin(), group.end(), is_free);
}

Instant_us Availability::group_freed_at(std::size_t index) {
  if (!queue_.settings.fifo) return -kNever_us;
  const MessageRecord& message = queue_.messages[index];
  Instant_us freed = -kNever_us;
  const auto wait_for = [&](std::size_t i) {
    const MessageRecord& other = queue_.messages[i];
    ++work_;
    // What nobody can have received was in no flight.
    const bool holds = other.was_delayed || !other.hidings.empty() || !queue_.lost_receives.empty();
    if (i != index && holds && !surely_behind(other, message)) {
      const bool left = other.surely_gone_from >= kNever_us;
      freed = std::max(freed, left ? kNever_us : other.surely_gone_from + 1);
    }
  };
  for (const std::size_t i : groups_[message.group]) wait_for(i);
  for (const std::size_t i : in_any_group_) wait_for(i);
  return freed;
}

}  // namespace sqsproof::semantics

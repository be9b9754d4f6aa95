#include "tests/properties/explorer/small_queue.h"

#include <algorithm>

namespace sqsproof::tests {
namespace {

using namespace semantics;

constexpr Duration_us kWindow_us = seconds(300);       // SQS/using-messagededuplicationid-property
constexpr Duration_us kPurge_us = seconds(60);         // SQSAPI/PurgeQueue
constexpr Duration_us kLongAgo_us = seconds(345'600);  // longer than any small history

bool grows(std::string smaller, std::string larger) {
  const auto trim = [](std::string& digits) {
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  };
  trim(smaller);
  trim(larger);
  return smaller.size() != larger.size() ? smaller.size() < larger.size() : smaller < larger;
}

}  // namespace

std::vector<SmallQueue> NextStep::after(const SmallQueue& before, const Step& step,
                                        std::size_t at) {
  at_ = at;
  next_.clear();
  obstacle_ = "times of calls";
  switch (step.kind) {
    case Step::Kind::send:
      send(before, step);
      break;
    case Step::Kind::receive:
      receive(before, step);
      break;
    case Step::Kind::remove:
      remove(before, step);
      break;
    case Step::Kind::change:
      change(before, step);
      break;
    case Step::Kind::purge:
      purge(before, step);
      break;
  }
  if (step.may_fail) next_.push_back(before);
  return std::move(next_);
}

bool NextStep::refuse(const char* obstacle) {
  obstacle_ = obstacle;
  return false;
}

void NextStep::at_least(SmallQueue& queue, std::size_t since, Duration_us time, const char* what) {
  queue.differences.push_back({since, at_, time});
  obstacle_ = what;
}

void NextStep::at_most(SmallQueue& queue, std::size_t since, Duration_us time, const char* what) {
  queue.differences.push_back({at_, since, -time});
  obstacle_ = what;
}

void NextStep::send(const SmallQueue& before, const Step& step) {
  if (fifo_ && step.group == kNobody) {
    refuse("no group");
    return;
  }
  const auto window = before.windows.find(step.key);
  if (step.key == kNobody || window == before.windows.end()) return send_fresh(before, step);
  const SmallQueue::Message& original = before.messages.at(window->second.message);
  if (window->second.message == step.message && original.number == step.number) {
    SmallQueue duplicate = before;
    at_most(duplicate, window->second.began_at, kWindow_us + tolerance_.late_us, "deduplication");
    next_.push_back(std::move(duplicate));
    return;
  }
  SmallQueue fresh = before;
  if (!may_be_forgotten(window->second, step)) {
    at_least(fresh, window->second.began_at, kWindow_us - tolerance_.early_us, "deduplication");
  }
  send_fresh(std::move(fresh), step);
}

/// A purge takes up to a minute, and what it does to deduplication ids is not promised.
bool NextStep::may_be_forgotten(const SmallQueue::Window& window, const Step& again) const {
  return std::any_of(queue_.purges.begin(), queue_.purges.end(), [&](const Steps::Purge& purge) {
    return window.from <= purge.to + kPurge_us && purge.from <= again.to;
  });
}

void NextStep::send_fresh(SmallQueue queue, const Step& step) {
  if (queue.messages.contains(step.message)) {
    refuse(fifo_ ? "deduplication" : "message ids");
    return;
  }
  if (fifo_) {
    std::vector<int>& group = queue.groups[step.group];
    const std::string last = group.empty() ? "" : queue.messages.at(group.back()).number;
    if (!last.empty() && !step.number.empty() && !grows(last, step.number)) {
      refuse("sequence numbers");
      return;
    }
    group.push_back(step.message);
    if (step.key != kNobody) queue.windows[step.key] = {at_, step.message, step.from};
  }
  SmallQueue::Message message;
  message.sent_at = at_;
  message.delay = step.delay;
  message.group = step.group;
  message.body = step.body;
  message.tenant = step.tenant;
  message.number = step.number;
  queue.messages[step.message] = std::move(message);
  next_.push_back(std::move(queue));
}

void NextStep::receive(SmallQueue queue, const Step& step) {
  if (fifo_ && !keeps_order(queue, step)) return;
  for (const Seen& seen : step.seen) {
    if (!take(queue, step, seen)) return;
  }
  next_.push_back(std::move(queue));
}

/// What an answer passes over can only have expired.
void NextStep::expire(SmallQueue& queue, SmallQueue::Message& passed) {
  at_least(queue, passed.sent_at, queue_.retention - tolerance_.early_us, "order of a group");
  passed.gone = true;
}

/// A group's answer is the beginning of what is left of it. A message that a timeout of 0 left
/// visible may be in an answer twice.
bool NextStep::keeps_order(SmallQueue& queue, const Step& step) {
  const auto group = queue.groups.find(step.group);
  if (group == queue.groups.end()) return refuse("nothing sent yet");
  std::set<int> had;
  auto next = group->second.begin();
  for (const Seen& seen : step.seen) {
    if (!had.insert(seen.message).second) continue;
    const auto message = queue.messages.find(seen.message);
    if (message == queue.messages.end()) return refuse("nothing sent yet");
    if (message->second.gone) return refuse(message->second.purged ? "purged" : "deleted");
    for (; next != group->second.end() && *next != seen.message; ++next) {
      SmallQueue::Message& passed = queue.messages.at(*next);
      if (!passed.gone) expire(queue, passed);
    }
    if (next == group->second.end()) return refuse("order of a group");
    ++next;
  }
  return true;
}

bool NextStep::take(SmallQueue& queue, const Step& step, const Seen& seen) {
  const auto found = queue.messages.find(seen.message);
  if (found == queue.messages.end()) return refuse("nothing sent yet");
  SmallQueue::Message& message = found->second;
  if (message.gone) return refuse(message.purged ? "purged" : "deleted");
  if (message.body != seen.body) return refuse("content");
  if (!seen.tenant.empty() && seen.tenant != message.tenant) return refuse("group");
  if (seen.group != kNobody && message.group != seen.group) return refuse("group");
  if (!seen.number.empty() && !message.number.empty() && seen.number != message.number) {
    return refuse("sequence numbers");
  }
  if (queue_.retention < kLongAgo_us) {
    at_most(queue, message.sent_at, queue_.retention + tolerance_.late_us, "retention");
  }
  ++message.receives;
  if (seen.count != 0 && seen.count != message.receives) return refuse("receive counts");
  if (message.delay > 0) {
    at_least(queue, message.sent_at, message.delay - tolerance_.early_us, "delay");
  }
  // A timeout of 0 is no timer that could fire early.
  if (message.hidden && message.hides > 0) {
    at_least(queue, message.hidden_at,
             std::max<Duration_us>(0, message.hides - tolerance_.early_us), "timeout");
  }
  message.hidden = true;
  message.hidden_at = at_;
  message.hides = step.hides;
  message.receipt = seen.receipt;
  queue.issued.insert(seen.receipt);
  return true;
}

void NextStep::remove(const SmallQueue& before, const Step& step) {
  if (!before.issued.contains(step.receipt)) {
    refuse("receipt not issued yet");
    return;
  }
  SmallQueue deleted = before;
  SmallQueue::Message& message = deleted.messages.at(step.message);
  message.gone = true;
  if (before.messages.at(step.message).gone) return next_.push_back(before);
  const bool current = message.receipt == step.receipt;
  next_.push_back(deleted);
  // What an old receipt does is not promised, nor what any does after the timeout on a FIFO queue.
  if (!current) return next_.push_back(before);
  if (!fifo_) return;
  SmallQueue late = before;
  at_least(late, message.hidden_at, std::max<Duration_us>(0, message.hides - tolerance_.early_us),
           "late delete");
  next_.push_back(std::move(late));
}

void NextStep::change(const SmallQueue& before, const Step& step) {
  if (!before.issued.contains(step.receipt)) {
    refuse("receipt not issued yet");
    return;
  }
  const SmallQueue::Message& message = before.messages.at(step.message);
  if (message.gone) return next_.push_back(before);
  SmallQueue changed = before;
  SmallQueue::Message& hidden = changed.messages.at(step.message);
  hidden.hidden_at = at_;
  hidden.hides = step.hides;
  const bool current = message.receipt == step.receipt;
  next_.push_back(std::move(changed));
  // What an old receipt does is not promised, nor what a change after the timeout does.
  if (!current) return next_.push_back(before);
  SmallQueue late = before;
  at_least(late, message.hidden_at, std::max<Duration_us>(0, message.hides - tolerance_.early_us),
           "late change");
  next_.push_back(std::move(late));
}

void NextStep::purge(SmallQueue queue, const Step& step) {
  const auto found = queue.messages.find(step.message);
  if (found != queue.messages.end() && !found->second.gone) {
    found->second.gone = found->second.purged = true;
  }
  next_.push_back(std::move(queue));
}

}  // namespace sqsproof::tests

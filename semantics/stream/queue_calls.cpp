// Calls about queues. They are rare: each is fetched whole, and every slice of its queue holds it.
#include <algorithm>

#include "semantics/stream/core.h"

namespace sqsproof::semantics::stream {
namespace {

constexpr std::size_t kRareLimit = 200;  // what the judge of histories takes, too

std::string_view last_part(std::string_view name) {
  const std::size_t cut = name.find_last_of(":/");
  return cut == std::string_view::npos ? name : name.substr(cut + 1);
}

bool is_named(const Queue& queue, std::string_view name) {
  return !name.empty() && (queue.url == name || queue.settings.name == name ||
                           queue.settings.name == last_part(name));
}

}  // namespace

std::uint32_t StreamJudge::Core::queue(const std::string& url, const QueueSettings* settings) {
  const Fingerprint key = fingerprint_of(url);
  const auto [found, fresh] =
      queue_numbers_.try_emplace(key, static_cast<std::uint32_t>(queues.size()));
  if (fresh) {
    queues.emplace_back().url = url;
    queues.back().shortest_timeout_us = queues.back().shortest_retention_us = kNever_us;
    if (!settings) note_settings(queues.back());
  }
  if (settings) {
    Queue& queue = queues[found->second];
    queue.settings = queue.first_settings = *settings;
    queue.told = true;
    note_settings(queue);
  }
  return found->second;
}

/// Widens what was in force at some time by what is in force now.
void StreamJudge::Core::note_settings(Queue& queue) {
  const QueueSettings& s = queue.settings;
  queue.shortest_timeout_us = std::min(queue.shortest_timeout_us, seconds(s.visibility_timeout_s));
  queue.longest_timeout_us = std::max(queue.longest_timeout_us, seconds(s.visibility_timeout_s));
  queue.longest_delay_us = std::max(queue.longest_delay_us, seconds(s.delay_s));
  queue.shortest_retention_us = std::min(queue.shortest_retention_us, seconds(s.retention_s));
  queue.longest_retention_us = std::max(queue.longest_retention_us, seconds(s.retention_s));
  if (s.has_redrive_policy) {
    const int receives = std::max(1, s.max_receives);
    queue.least_receives =
        queue.least_receives == 0 ? receives : std::min(queue.least_receives, receives);
  }
  link_dead_letters(queue);
}

void StreamJudge::Core::link_dead_letters(const Queue& queue) {
  for (Queue& other : queues) {
    if (is_named(other, queue.settings.dead_letter_queue)) other.fed_by_others = true;
    if (is_named(queue, other.settings.dead_letter_queue)) {
      queues[static_cast<std::size_t>(&queue - &queues.front())].fed_by_others = true;
    }
  }
}

void StreamJudge::Core::keep_rare(Queue& queue, const Place& place) {
  if (queue.places.size() >= kRareLimit) {
    gave_up = "a queue was changed, purged or deleted more than 200 times";
    return;
  }
  queue.places.push_back(place);
  recall_.hold(place);
}

void StreamJudge::Core::take_rare(const Seen& seen) {
  if (seen.outcome == Outcome::refused) return;
  const Operation operation = recall_.operation(seen.place);
  if (std::holds_alternative<GetQueueAttributesRequest>(operation.call) ||
      std::holds_alternative<ListMessageMoveTasksRequest>(operation.call)) {
    return;
  }
  if (std::holds_alternative<StartMessageMoveTaskRequest>(operation.call) ||
      std::holds_alternative<CancelMessageMoveTaskRequest>(operation.call)) {
    return take_moves(operation, seen.place);
  }
  Queue& queue = queues[seen.queue];
  keep_rare(queue, seen.place);
  if (std::holds_alternative<PurgeQueueRequest>(operation.call)) {
    take_purge(queue, seen);
  } else if (std::holds_alternative<DeleteQueueRequest>(operation.call)) {
    queue.deleted = true;
    for (Index i = queue.youngest; i != kNobody; i = messages_[i].older) {
      let_go(i, {seen.at.from, kNever_us}, false);
    }
  } else {
    take_settings(queue, operation);
  }
}

void StreamJudge::Core::take_settings(Queue& queue, const Operation& operation) {
  if (const auto* create = std::get_if<CreateQueueRequest>(&operation.call)) {
    if (!queue.created_here) queue.settings = semantics::settings_of(*create);
    queue.created_here = true;
    if (queue.shortest_timeout_us == seconds(QueueSettings{}.visibility_timeout_s)) {
      queue.shortest_timeout_us = kNever_us;  // the defaults were a guess
    }
  } else if (const auto* set = std::get_if<SetQueueAttributesRequest>(&operation.call)) {
    set_attributes(queue.settings, set->attributes);
  }
  note_settings(queue);
}

void StreamJudge::Core::take_purge(Queue& queue, const Seen& seen) {
  // SQSAPI/PurgeQueue: what is sent in the next 60 seconds may go with it.
  const bool accepted = seen.outcome == Outcome::accepted;
  const Duration_us slow =
      (options.granted.has(Freedom::slow_purge) ? seconds(60) : 0) + options.tolerance.late_us;
  queue.purging = {seen.at.from, seen.at.to + slow};
  for (Index i = queue.youngest; i != kNobody; i = messages_[i].older) {
    const bool before = accepted && messages_[i].enqueued.to < seen.at.from;
    let_go(i, {seen.at.from, seen.at.to + slow}, before);
  }
}

/// Messages that a task moves are new ones where they arrive.
void StreamJudge::Core::take_moves(const Operation& operation, const Place& place) {
  const auto* start = std::get_if<StartMessageMoveTaskRequest>(&operation.call);
  for (Queue& queue : queues) {
    const bool source = start && is_named(queue, start->source_arn.value_or(""));
    const bool anywhere = start && !start->destination_arn;
    const bool target = start && (anywhere || is_named(queue, *start->destination_arn));
    if (start && !source && !target) continue;
    queue.fed_by_others = queue.fed_by_others || target;
    keep_rare(queue, place);
    for (Index i = source ? queue.youngest : kNobody; i != kNobody; i = messages_[i].older) {
      let_go(i, {operation.invoked, kNever_us}, false);
    }
  }
}

}  // namespace sqsproof::semantics::stream

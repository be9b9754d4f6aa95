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
  queue.shortest_delay_us = std::min(queue.shortest_delay_us, seconds(s.delay_s));
  queue.shortest_retention_us = std::min(queue.shortest_retention_us, seconds(s.retention_s));
  queue.longest_retention_us = std::max(queue.longest_retention_us, seconds(s.retention_s));
  if (s.has_redrive_policy) {
    const int receives = std::max(1, s.max_receives);
    queue.most_receives = std::max(queue.most_receives, receives);
    queue.least_receives =
        queue.least_receives == 0 ? receives : std::min(queue.least_receives, receives);
  }
  link_dead_letters(queue);
}

void StreamJudge::Core::link_dead_letters(Queue& queue) {
  const auto link = [](Queue& source, Queue& target, std::uint32_t number) {
    if (!is_named(target, source.settings.dead_letter_queue)) return;
    source.dead_letters = number;
    target.fed_by_others = true;
  };
  queue.dead_letters.reset();
  std::uint32_t own = 0, number = 0;
  while (&queues[own] != &queue) ++own;
  for (Queue& other : queues) {
    link(queue, other, number++);
    link(other, queue, own);
  }
}

const Queue* StreamJudge::Core::dead_letter_queue_of(const Queue& queue) const {
  return queue.dead_letters ? &queues[*queue.dead_letters] : nullptr;
}

void StreamJudge::Core::keep_rare(Queue& queue, const Place& place) {
  if (queue.places.size() >= kRareLimit) {
    gave_up = "a queue was changed, purged or deleted more than 200 times";
    return;
  }
  queue.places.push_back(place);
  recall_.hold(place);
}

/// A queue that was deleted is another one when it is created again: nothing that was known of it
/// counts. What a call that was under way meanwhile sent, or received, may be in either.
bool StreamJudge::Core::create_anew(const Operation& operation, const Seen& seen) {
  const bool created = std::holds_alternative<CreateQueueRequest>(operation.call);
  const std::uint32_t number = seen.queue;
  if (!created || seen.outcome != Outcome::accepted || !queues[number].deleted) return false;
  const auto fresh = static_cast<std::uint32_t>(queues.size());
  queues.emplace_back().url = queues[number].url;
  Queue& queue = queues.back();
  queue.shortest_timeout_us = queue.shortest_retention_us = kNever_us;
  queue.earlier = number;
  queues[number].later = fresh;
  queue.created = seen.at;
  queue_numbers_[fingerprint_of(queue.url)] = fresh;
  keep_rare(queue, seen.place);
  take_settings(queue, operation);
  return true;
}

/// The queue of a call, as it was called.
std::uint32_t StreamJudge::Core::queue_of(const Seen& seen) {
  std::uint32_t number = seen.queue;
  while (queues[number].later && seen.at.to > queues[*queues[number].later].created.from) {
    number = *queues[number].later;
  }
  // SQSAPI/DeleteQueue: for up to 60 seconds it may go on. Later, somebody created it again, with
  // whatever settings.
  Queue& queue = queues[number];
  const bool revived = queue.deleted && seen.outcome == Outcome::accepted &&
                       seen.kind != Kind::other && seen.at.from > queue.deleted_by + seconds(60);
  if (!revived) return number;
  const bool of_old = std::any_of(seen.items.begin(), seen.items.end(), [&](const Item& item) {
    const Index index = seen.kind == Kind::receive ? find_message(item.message) : kNobody;
    return index != kNobody && messages_[index].gone_by < seen.at.from;
  });
  queue.assumed = queue.assumed || !of_old;
  return number;
}

void StreamJudge::Core::delete_queue(Queue& queue, const Seen& seen) {
  queue.deleted = queue.tests.deletion = true;
  queue.deleted_by = std::max(queue.deleted_by, seen.at.to);
  for (Interval* delayed : {&queue.tests.delayed, &queue.tests.delayed_itself}) {
    delayed->to = std::min(delayed->to, seen.at.from);
  }
  const bool accepted = seen.outcome == Outcome::accepted;
  for (Index i = queue.youngest, older = kNobody; i != kNobody; i = older) {
    older = messages_[i].older;
    const bool surely = accepted && messages_[i].enqueued.to < seen.at.from;
    // SQSAPI/DeleteQueue: "takes up to 60 seconds"
    const Instant_us until = surely ? seen.at.to + seconds(60) : kNever_us;
    let_go(i, {seen.at.from, until}, surely);
  }
}

void StreamJudge::Core::take_rare(const Seen& seen) {
  const Operation operation = recall_.operation(seen.place);
  if (seen.outcome == Outcome::refused) {
    const bool deletion = std::holds_alternative<DeleteQueueRequest>(operation.call);
    if (deletion && seen.queue < queues.size()) queues[seen.queue].tests.deletion = true;
    const bool purge = std::holds_alternative<PurgeQueueRequest>(operation.call);
    if (purge && seen.queue < queues.size()) test_purge(queues[seen.queue], seen);
    return;
  }
  if (std::holds_alternative<GetQueueAttributesRequest>(operation.call) ||
      std::holds_alternative<ListMessageMoveTasksRequest>(operation.call)) {
    return;
  }
  if (std::holds_alternative<StartMessageMoveTaskRequest>(operation.call) ||
      std::holds_alternative<CancelMessageMoveTaskRequest>(operation.call)) {
    return take_moves(operation, seen.place);
  }
  if (create_anew(operation, seen)) return;
  Queue& queue = queues[seen.queue];
  keep_rare(queue, seen.place);
  if (std::holds_alternative<PurgeQueueRequest>(operation.call)) {
    test_purge(queue, seen);
    take_purge(queue, seen);
  } else if (std::holds_alternative<DeleteQueueRequest>(operation.call)) {
    delete_queue(queue, seen);
  } else {
    take_settings(queue, operation);
    note_changes(queue, operation, seen);
  }
}

void StreamJudge::Core::take_settings(Queue& queue, const Operation& operation) {
  if (const auto* create = std::get_if<CreateQueueRequest>(&operation.call)) {
    if (!queue.created_here) queue.settings = semantics::settings_of(*create);
    const bool guessed = !queue.created_here && !queue.told && queue.youngest == kNobody;
    if (guessed) {  // the defaults
      queue.longest_timeout_us = queue.longest_delay_us = queue.longest_retention_us = 0;
      queue.shortest_timeout_us = queue.shortest_delay_us = queue.shortest_retention_us = kNever_us;
    }
    queue.created_here = true;
  } else if (const auto* set = std::get_if<SetQueueAttributesRequest>(&operation.call)) {
    set_attributes(queue.settings, set->attributes);
  }
  note_settings(queue);
}

/// What a call changed while messages may have been there.
void StreamJudge::Core::note_changes(Queue& queue, const Operation& operation, const Seen& seen) {
  const auto* set = std::get_if<SetQueueAttributesRequest>(&operation.call);
  if (!set) return;
  Tests& tests = queue.tests;
  if (set->attributes.contains("VisibilityTimeout")) tests.timeout_change = seen.at;
  const bool delay = set->attributes.contains("DelaySeconds");
  tests.delay_changed = tests.delay_changed || delay;
  if (delay) follow_delay(queue, seen);
  tests.redrive_changed = tests.redrive_changed || set->attributes.contains("RedrivePolicy");
  tests.content_based_changed =
      tests.content_based_changed || set->attributes.contains("ContentBasedDeduplication");
}

void StreamJudge::Core::take_purge(Queue& queue, const Seen& seen) {
  // SQSAPI/PurgeQueue: what is sent in the next 60 seconds may go with it.
  const bool accepted = seen.outcome == Outcome::accepted;
  const Duration_us slow =
      (options.granted.has(Freedom::slow_purge) ? seconds(60) : 0) + options.tolerance.late_us;
  queue.purging = {seen.at.from, seen.at.to + slow};
  if (accepted) queue.purged = seen.at;
  last_purges_[purges_++ % last_purges_.size()] = {seen.queue, seen.at};
  Tests::Pending& purged = queue.tests.purged;
  purged.until = std::max(purged.until, queue.purging.to);
  for (Interval* delayed : {&queue.tests.delayed, &queue.tests.delayed_itself}) {
    delayed->to = std::min(delayed->to, seen.at.from);
  }
  for (Index i = queue.youngest; i != kNobody; i = messages_[i].older) {
    const bool before = accepted && messages_[i].enqueued.to < seen.at.from;
    purged.count += before && messages_[i].may_be_gone_from > seen.at.to ? 1 : 0;
    let_go(i, {seen.at.from, seen.at.to + slow}, before);
  }
}

/// SQSAPI/PurgeQueue: one a minute.
void StreamJudge::Core::test_purge(Queue& queue, const Seen& seen) {
  const bool soon = queue.purged.to < seen.at.from &&
                    seen.at.to - queue.purged.from < seconds(60) - options.tolerance.early_us;
  if (!soon || seen.outcome == Outcome::unknown) return;
  count(queue, Streamed::purge_once_a_minute);
  if (seen.outcome == Outcome::accepted) suspect_call(seen);
}

/// Messages that a task moves are new ones where they arrive.
void StreamJudge::Core::take_moves(const Operation& operation, const Place& place) {
  moves_seen_ = true;
  const auto* start = std::get_if<StartMessageMoveTaskRequest>(&operation.call);
  for (Queue& queue : queues) {
    const bool source = start && is_named(queue, start->source_arn.value_or(""));
    const bool anywhere = start && !start->destination_arn;
    const bool target = start && (anywhere || is_named(queue, *start->destination_arn));
    if (start && !source && !target) continue;
    queue.fed_by_others = queue.fed_by_others || target;
    queue.tests.moved_into = queue.tests.moved_into || target;
    keep_rare(queue, place);
    for (Index i = source ? queue.youngest : kNobody; i != kNobody; i = messages_[i].older) {
      let_go(i, {operation.invoked, kNever_us}, false);
    }
  }
}

}  // namespace sqsproof::semantics::stream

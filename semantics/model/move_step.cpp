// What a move task does: one message at a time, not faster than its rate.
#include "semantics/model/state.h"

namespace sqsproof::semantics {
namespace {

using Status = MoveTask::Status;

constexpr std::string_view kNoQueue = "AWS.SimpleQueueService.NonExistentQueue";  // recorded
constexpr std::string_view kNoSource = "CouldNotDetermineMessageSource";
constexpr std::string_view kTooLong = "The task ran for 36 hours.";  // own words

/// It is a new message there: id, times and counts begin anew. SQS/sqs-configure-dead-letter-
/// queue-redrive
void renew(Content& content, MessageId id, Instant_us now, Flaw flaw) {
  if (flaw != Flaw::move_keeps_id) content.id = id;
  content.sent = now;
  content.first_received = 0;
  if (flaw != Flaw::move_keeps_count) content.receive_count = 0;
  content.dead_from = nullptr;
}

}  // namespace

Message* Service::State::next_to_move(Queue& source, Instant_us now) const {
  if (config.flaw == Flaw::move_newest_first) return source.backlog().newest_visible();
  Message* message = source.backlog().first_available(now);
  if (message != nullptr) return message;
  if (config.flaw == Flaw::move_takes_in_flight) return source.backlog().oldest_in_flight();
  if (config.flaw != Flaw::move_races) return nullptr;
  Message* held = source.backlog().oldest_in_flight();
  const bool at_once = held != nullptr && now - held->lease_began <= FlawMemory::kOverlap_us;
  return at_once ? held : nullptr;
}

void Service::State::move(Message& message, Queue& source, Queue& target, Instant_us now) {
  const Instant_us kept_from = config.flaw == Flaw::move_keeps_age ? message.kept_from : now;
  if (config.flaw == Flaw::move_races && message.state == Message::State::in_flight) {
    message.lease_began = now - FlawMemory::kOverlap_us - 1;  // once only
    Content other = copy_of(message.content);
    renew(other, new_message_id(), now, config.flaw);
    target.backlog().add_visible(std::move(other), now, now);
    return wake(target);
  }
  Content content = source.backlog().extract(message);
  const bool last = next_to_move(source, now) == nullptr;
  if (config.flaw == Flaw::move_loses_last && last) return;
  renew(content, new_message_id(), now, config.flaw);
  const bool bare = config.flaw == Flaw::move_loses_group && !target.attributes().fifo;
  if (bare) content.group.reset();
  catch_up(target, now);
  if (config.flaw == Flaw::move_doubles) {
    target.backlog().add_visible(copy_of(content), now, kept_from);
  }
  target.backlog().add_visible(std::move(content), now, kept_from);
  wake(target);
}

/// Moves the first available message at `now`; the task ends when none is left.
void Service::State::step(MoveTask& task, Instant_us now) {
  const auto found = queues.find(task.source);
  if (found == queues.end()) return tasks.end(task, Status::failed, kNoQueue);
  if (now >= task.started + kMoveTaskLife_us) return tasks.end(task, Status::failed, kTooLong);
  Queue& source = *found->second;
  catch_up(source, now);
  Message* message = next_to_move(source, now);
  if (message == nullptr) return tasks.end(task, Status::completed);
  auto origin = message->content.dead_from;
  if (origin && config.flaw == Flaw::move_to_one_source) {
    const auto& sources = dead_letter_sources.of(task.source_arn);
    if (!sources.empty()) origin = std::make_shared<const std::string>(arn_of(*sources.begin()));
  }
  if (!task.destination_arn && !origin) return tasks.end(task, Status::failed, kNoSource);
  Queue* target = find_by_arn(task.destination_arn ? *task.destination_arn : *origin);
  if (target == nullptr) return tasks.end(task, Status::failed, kNoQueue);
  move(*message, source, *target, now);
  ++task.moved;
  if (next_to_move(source, now) == nullptr) {
    tasks.end(task, Status::completed);
  } else {
    tasks.set_next(task, now + task.step);
  }
}

void Service::State::run_tasks(Instant_us now) {
  for (MoveTask* task = tasks.next(); task != nullptr && task->next <= now; task = tasks.next()) {
    step(*task, task->next);
  }
}

}  // namespace sqsproof::semantics

#include "semantics/judge/origin_text.h"

#include <fmt/core.h>

#include "semantics/judge/setting_calls.h"

namespace sqsproof::semantics {
namespace {

using Origin = MessageRecord::Origin;

std::string describe_delay(const Case& the_case, const QueueRecord& queue,
                           const MessageRecord& message, OriginBound bound) {
  const bool late = bound == OriginBound::latest;
  const Duration_us delay =
      late ? message.due.to - message.enqueued.to : message.due.from - message.enqueued.from;
  const SendRecord* send = first_send(queue, message);
  // A change of the delay is told by itself, and so is what it came to.
  if (queue.delay_us.changes() || send == nullptr) return "";
  // SQS/sqs-message-timers: a FIFO queue has no delays of single messages.
  const bool own = send->delay_s.has_value() && !queue.settings.fifo;
  if (delay <= 0) return own ? ", with a delay of 0 s" : "";
  if (own) return fmt::format(", with a delay of {}", describe_duration(delay));
  std::string text = fmt::format(", to a queue with a delay of {}{}", describe_duration(delay),
                                 named_at_creation(the_case, queue, "DelaySeconds"));
  if (send->delay_s) {
    text += fmt::format(", which counts on a FIFO queue, not its own of {} s", *send->delay_s);
  }
  return text;
}

/// Of the task that may have brought it; kNone when that is not certain.
std::size_t task_of(const Case& the_case, const QueueRecord& queue) {
  std::size_t task = kNone;
  const auto index = static_cast<std::size_t>(&queue - the_case.ledger.queues.data());
  for (const MoveRecord& move : the_case.ledger.moves) {
    const bool here = move.destination == index ||
                      (!move.names_destination && queue.dead_letter_queue == move.source);
    if (!here || move.outcome == Outcome::refused) continue;
    if (task != kNone) return kNone;
    task = move.operation;
  }
  return task;
}

std::string verb(const Case& the_case, const QueueRecord& queue, const MessageRecord& message) {
  const SendRecord* send = first_send(queue, message);
  if (message.origin == Origin::dead_lettered && message.source_message != kNone) {
    const auto& source = the_case.ledger.queues[message.source_queue];
    const std::size_t times = source.messages[message.source_message].deliveries.size();
    return fmt::format("was received {} time{} from its queue, so it was in the dead-letter queue",
                       times, times == 1 ? "" : "s");
  }
  if (message.origin == Origin::moved && task_of(the_case, queue) != kNone) {
    return fmt::format("was moved here by the task that operation {} started",
                       the_case.id(task_of(the_case, queue)));
  }
  if (message.origin == Origin::sent && send != nullptr) {
    return fmt::format("was sent by operation {}", the_case.id(send->operation));
  }
  return "was in the queue";
}

}  // namespace

std::string describe_origin(const Case& the_case, const QueueRecord& queue,
                            const MessageRecord& message, OriginBound bound) {
  const bool late = bound == OriginBound::latest;
  return fmt::format("{} {}, at {} at the {}{}", name_of(message), verb(the_case, queue, message),
                     the_case.time(late ? message.enqueued.to : message.enqueued.from),
                     late ? "latest" : "earliest", describe_delay(the_case, queue, message, bound));
}

std::vector<std::size_t> origin_of(const Case& the_case, const QueueRecord& queue,
                                   const MessageRecord& message) {
  if (message.origin == Origin::dead_lettered && message.source_message != kNone) {
    const auto& source = the_case.ledger.queues[message.source_queue];
    return story_of(source, source.messages[message.source_message], message.enqueued.to);
  }
  if (message.origin == Origin::moved && task_of(the_case, queue) != kNone) {
    return {task_of(the_case, queue)};
  }
  return {};
}

}  // namespace sqsproof::semantics

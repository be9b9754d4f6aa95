#include "semantics/judge/promises/repeats.h"

#include <algorithm>
#include <fmt/core.h>

#include "semantics/actions/parts.h"

namespace sqsproof::semantics {
namespace {

/// The first message that stands twice in the answer; ids that several messages have are another
/// promise. What is received with a timeout of 0 is there again at once: nothing says that the same
/// receive may not find it, but then each time has a handle of its own. SQSAPI/ReceiveMessage
const ReceivedMessage* repeated_in(const ReceiveMessageResponse& answer, bool may_come_again) {
  const auto& all = answer.messages;
  for (auto one = all.begin(); one != all.end(); ++one) {
    const bool again = std::any_of(std::next(one), all.end(), [&](const ReceivedMessage& other) {
      return other.message_id == one->message_id && other.body == one->body &&
             (!may_come_again ||
              (!one->receipt_handle.empty() && other.receipt_handle == one->receipt_handle));
    });
    if (again) return &*one;
  }
  return nullptr;
}

void judge_answer(const Case& the_case, const QueueRecord& queue, const ReceiveRecord& receive,
                  Findings& findings) {
  const bool room = receive.most > 1 && !receive.messages.empty();
  if (!room || receive.repeats_attempt) return;
  const Operation& operation = the_case.operation(receive.operation);
  const auto* answer = response_in<ReceiveMessageResponse>(operation.answer);
  const bool may_come_again = receive.timeout.least == 0;
  const ReceivedMessage* twice = answer ? repeated_in(*answer, may_come_again) : nullptr;
  if (may_come_again && !twice) return;
  findings.test(!twice, receive.operation, {}, [&] {
    const MessageRecord& message =
        queue.messages[receive.messages[static_cast<std::size_t>(twice - answer->messages.data())]];
    return fmt::format("receive {} returned {} more than once in one answer", operation.id,
                       name_of(message));
  });
}

}  // namespace

// A copy that a server kept may come "again when you receive messages"; that one answer holds both
// is not said. SQS/standard-queues-at-least-once-delivery
Judgement judge_repeats_of_standard(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    if (queue.settings.fifo || the_case.granted.has(Freedom::early_redelivery)) return;
    for (const ReceiveRecord& receive : queue.receives) {
      judge_answer(the_case, queue, receive, findings);
    }
  });
}

// Duplicates are not introduced into a FIFO queue. SQS/FIFO-queues-exactly-once-processing
Judgement judge_repeats_of_fifo(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    if (!queue.settings.fifo) return;
    for (const ReceiveRecord& receive : queue.receives) {
      judge_answer(the_case, queue, receive, findings);
    }
  });
}

}  // namespace sqsproof::semantics

// delay/: delayed messages are hidden until they are due, and come then
// (SQS/sqs-delay-queues, SQS/sqs-message-timers).
#include <fmt/core.h>

#include "semantics/judge/causes.h"
#include "semantics/judge/promises.h"

namespace sqsproof::semantics {
namespace {

Judgement judge_fifo_refuses(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    if (!queue.settings.fifo) return;
    for (const SendRecord& send : queue.sends) {
      if (send.delay_s.value_or(0) <= 0 || send.outcome == Outcome::unknown) continue;
      findings.test(send.outcome == Outcome::refused, send.operation, {}, [&] {
        return fmt::format("operation {} sent with a delay of {} s, on a FIFO queue",
                           the_case.id(send.operation), *send.delay_s);
      });
    }
  });
}

constexpr const char* kQueues = "SQS/sqs-delay-queues";

constexpr Promise kRows[] = {
    {"delay/hidden-until-due", "nobody receives a message before its delay ends", kQueues,
     Strength::must, judge_early<EarlyCause::delay>, "nobody received while a message was delayed"},
    {"delay/delivered-when-due", "a message can be received when its delay has ended", kQueues,
     Strength::must, judge_missing<MissingCause::delay>,
     "nobody received after the delay of a message"},
    {"delay/message-overrides-queue",
     "the delay of a message, 0 too, holds instead of that of its queue", "SQS/sqs-message-timers",
     Strength::must, judge_times<EarlyCause::own_delay, MissingCause::own_delay>,
     "no message with a delay of its own was sent"},
    {"delay/setting-spares-sent",
     "a changed delay of a standard queue does not touch messages already sent", kQueues,
     Strength::must,
     judge_times<EarlyCause::delay_setting, MissingCause::delay_setting, QueueKind::standard>,
     "no delay was changed"},
    {"delay/setting-moves-delayed",
     "a changed delay of a FIFO queue also counts for messages that are delayed", kQueues,
     Strength::must,
     judge_times<EarlyCause::delay_setting, MissingCause::delay_setting, QueueKind::fifo>,
     "no delay was changed"},
    {"delay/refused-on-fifo", "a FIFO queue refuses a delay for one message",
     "SQS/sqs-message-timers", Strength::must, judge_fifo_refuses,
     "no delay was sent to a FIFO queue"},
};

}  // namespace

std::span<const Promise> delay_promises() { return kRows; }

}  // namespace sqsproof::semantics

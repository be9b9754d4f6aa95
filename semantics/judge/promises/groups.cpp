// fifo/groups/: a group in flight holds back itself and nothing else (SQS/FIFO-queues).
#include <fmt/core.h>

#include "semantics/judge/causes.h"
#include "semantics/judge/promises.h"

namespace sqsproof::semantics {
namespace {

Judgement judge_required(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    if (!queue.settings.fifo) return;
    for (const SendRecord& send : queue.sends) {
      if (!send.group.empty() || send.outcome == Outcome::unknown) continue;
      findings.test(send.outcome == Outcome::refused, send.operation, {}, [&] {
        return fmt::format("operation {} sent to a FIFO queue without a message group id",
                           the_case.id(send.operation));
      });
    }
  });
}

constexpr const char* kPage = "SQS/FIFO-queues-understanding-logic";

constexpr Promise kRows[] = {
    {"fifo/groups/others-not-blocked", "a group in flight does not hold back other groups", kPage,
     Strength::must, judge_missing<MissingCause::other_group>,
     "nobody received while another group was in flight"},
    {"fifo/groups/freed", "a group goes on when what held it back is gone", kPage, Strength::must,
     judge_missing<MissingCause::group_freed>, "no message waited for another one of its group"},
    {"fifo/groups/required", "a FIFO queue refuses messages without a group", "SQSAPI/SendMessage",
     Strength::must, judge_required, "every message was sent with a group"},
    {"fifo/groups/none-on-standard", "on a standard queue a group holds nothing back",
     "SQS/using-messagegroupid-property", Strength::should,
     judge_missing<MissingCause::group_on_standard>,
     "nobody received while messages of a group were in flight on a standard queue"},
};

}  // namespace

std::span<const Promise> group_promises() { return kRows; }

}  // namespace sqsproof::semantics

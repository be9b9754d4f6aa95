// retention/: messages live for the retention period of their queue, neither shorter nor longer
// (SQS/sqs-basic-architecture, SQSAPI/SetQueueAttributes).
#include <algorithm>

#include "semantics/judge/causes.h"
#include "semantics/judge/promises.h"

namespace sqsproof::semantics {
namespace {

enum class How { plain, received, in_flight, dead_letter };

/// What is special about the end of a message's life.
How ended(const MessageRecord& message, const Exit& expiry) {
  if (message.origin == MessageRecord::Origin::dead_lettered) return How::dead_letter;
  How how = How::plain;
  for (const Hiding& hiding : message.hidings) {
    if (hiding.at.from >= expiry.at.from) break;
    if (!hiding.is_receive) continue;
    how = hiding.at.to + hiding.longest > expiry.at.from ? How::in_flight : How::received;
  }
  return how;
}

template <How kHow>
Judgement judge_end(const Case& the_case) {
  Findings findings(the_case);
  judge_gone(
      the_case, Exit::Kind::expired,
      [](const QueueRecord&, const MessageRecord& message, const Exit& exit, const Delivery*) {
        return ended(message, exit) == kHow;
      },
      findings);
  return std::move(findings).verdict();
}

constexpr const char* kPage = "SQS/sqs-basic-architecture";

constexpr Promise kRows[] = {
    {"retention/gone-after-end", "nobody receives a message after its retention period", kPage,
     Strength::should, judge_end<How::plain>, "nobody received after a retention period"},
    {"retention/counts-from-send", "a receive does not prolong the life of a message", kPage,
     Strength::must, judge_end<How::received>,
     "nobody received after the retention period of a message that had been received"},
    {"retention/in-flight-expires", "messages in flight expire as well", kPage, Strength::should,
     judge_end<How::in_flight>, "no retention period ended while a message was in flight"},
    {"retention/dead-letters-keep-age",
     "a dead letter of a standard queue is as old as it was, one of a FIFO queue begins anew",
     "SQS/sqs-dead-letter-queues", Strength::must, judge_end<How::dead_letter>,
     "nobody received after the retention period of a dead letter"},
    {"retention/never-early", "no message expires before its retention period ends", kPage,
     Strength::must, judge_missing<MissingCause::before_expiry>,
     "nobody received shortly before the end of a retention period"},
};

}  // namespace

std::span<const Promise> retention_promises() { return kRows; }

}  // namespace sqsproof::semantics

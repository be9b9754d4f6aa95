// attributes/: what the producer called its message comes back to the consumer: the group, and the
// deduplication id (SQSAPI/ReceiveMessage). Only of messages in the queue that they were sent to:
// in a dead-letter queue the id is another one (SQS/sqs-dead-letter-queues).
#include <algorithm>
#include <fmt/core.h>

#include "semantics/judge/case.h"
#include "semantics/judge/promises.h"
#include "semantics/judge/promises/makers.h"

namespace sqsproof::semantics {
namespace {

/// A message that died may have come back under its old name, with what the task made of it.
bool may_have_been_away(const Case& the_case, const QueueRecord& queue) {
  return queue.may_dead_letter && !the_case.ledger.moves.empty();
}

/// Compares an attribute of each delivery with what `chosen` takes from a send; an empty text is
/// nothing that the producer chose.
template <class Chosen>
void judge_attribute(const Case& the_case, const QueueRecord& queue, const char* name,
                     Chosen chosen, Findings& findings) {
  for (const MessageRecord& message : queue.messages) {
    const auto sends = makers_of(queue, message);
    if (sends.empty() || message.origin != MessageRecord::Origin::sent) continue;
    if (std::any_of(sends.begin(), sends.end(),
                    [&](const SendRecord* send) { return chosen(*send).empty(); })) {
      continue;
    }
    for (const Delivery& delivery : message.deliveries) {
      const auto shown = delivery.seen->attributes.find(name);
      if (shown == delivery.seen->attributes.end()) continue;
      const bool same = std::any_of(sends.begin(), sends.end(), [&](const SendRecord* send) {
        return chosen(*send) == shown->second;
      });
      findings.test(same, delivery.operation, {sends.front()->operation}, [&] {
        return fmt::format("operation {} sent {} with {} `{}`\nreceive {} returned it with `{}`",
                           the_case.id(sends.front()->operation), name_of(message), name,
                           chosen(*sends.front()), the_case.id(delivery.operation), shown->second);
      });
    }
  }
}

Judgement judge_group(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    if (may_have_been_away(the_case, queue)) return;
    judge_attribute(
        the_case, queue, "MessageGroupId", [](const SendRecord& send) { return send.group; },
        findings);
  });
}

Judgement judge_deduplication_id(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    if (!queue.settings.fifo || may_have_been_away(the_case, queue)) return;
    judge_attribute(
        the_case, queue, "MessageDeduplicationId",
        [](const SendRecord& send) { return send.own_key; }, findings);
  });
}

constexpr const char* kPage = "SQSAPI/ReceiveMessage";

constexpr Promise kRows[] = {
    {"attributes/group-comes-back", "a message is received with the group that it was sent with",
     kPage, Strength::must, judge_group, "no message was received with its group"},
    {"attributes/deduplication-id-comes-back",
     "a message is received with the deduplication id that it was sent with", kPage, Strength::must,
     judge_deduplication_id, "no message was received with its deduplication id"},
};

}  // namespace

std::span<const Promise> producer_promises() { return kRows; }

}  // namespace sqsproof::semantics

// Table of contents of the promises, in the order of reports.
#include <algorithm>

#include "semantics/judge/promises.h"

namespace sqsproof::semantics {
namespace {

constexpr Promise kPromises[] = {
    {"delivery/nothing-lost", "every message that was accepted is delivered at least once",
     "SQS/standard-queues-at-least-once-delivery", judge_nothing_lost},
    {"visibility/hidden-until-timeout",
     "a received message is not received again before its visibility timeout ends",
     "SQS/sqs-visibility-timeout", judge_hidden_until_timeout},
    {"visibility/redelivered-after-timeout",
     "a received message that was not deleted comes back after its visibility timeout",
     "SQS/sqs-visibility-timeout", judge_redelivered_after_timeout},
    {"fifo/order/prefix",
     "no message overtakes an earlier message of its group that is still in the queue",
     "SQS/FIFO-queues-understanding-logic", judge_fifo_order_prefix},
    {"fifo/dedup/window-holds",
     "for five minutes a deduplication id makes one message, and afterwards a new one",
     "SQS/using-messagededuplicationid-property", judge_dedup_window_holds},
};

}  // namespace

std::span<const Promise> all_promises() { return kPromises; }

const Promise* find_promise(std::string_view id) {
  const auto* found = std::find_if(std::begin(kPromises), std::end(kPromises),
                                   [id](const Promise& promise) { return promise.id == id; });
  return found == std::end(kPromises) ? nullptr : found;
}

}  // namespace sqsproof::semantics

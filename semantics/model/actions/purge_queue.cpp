#include <fmt/format.h>

#include "semantics/model/state.h"

namespace sqsproof::semantics {

/// All messages, in every state, and the deduplication ids (recorded); at once. Not twice within a
/// minute. SQSAPI/PurgeQueue
Checked<Reply> Service::State::apply(const PurgeQueueRequest& request, Instant_us now) {
  const auto opened = open(request.queue_url, now);
  if (!opened) return Refusal(opened.error());
  Queue& queue = **opened;
  if (now < queue.purged + kPurgeInterval_us) {
    return refuse("PurgeQueueInProgress",
                  fmt::format("Only one PurgeQueue operation on {} is allowed every 60 seconds.",
                              queue.name()));
  }
  queue.purged = now;
  queue.later.purge_at = some_time(Weakness::purges_late, now, kPurgeInterval_us);
  catch_up(queue, now);
  return PurgeQueueResponse{};
}

}  // namespace sqsproof::semantics

#include <fmt/format.h>

#include "semantics/model/state.h"

namespace sqsproof::semantics {

/// All messages, in every state, and the deduplication ids (recorded); at once. Not twice within a
/// minute. SQSAPI/PurgeQueue
Checked<Reply> Service::State::apply(const PurgeQueueRequest& request, Instant_us now) {
  const auto opened = open(request.queue_url, now);
  if (!opened) return Refusal(opened.error());
  Queue& queue = **opened;
  const bool at_any_time = config.flaw == Flaw::purge_at_any_time;
  const Duration_us rest =
      config.flaw == Flaw::purge_rests_longer ? 2 * kPurgeInterval_us : kPurgeInterval_us;
  if (now < last_purge(queue) + rest && !at_any_time) {
    return refuse("PurgeQueueInProgress",
                  fmt::format("Only one PurgeQueue operation on {} is allowed every 60 seconds.",
                              queue.name()));
  }
  queue.purged = now;
  if (is_spared(queue)) return PurgeQueueResponse{};
  queue.later.purge_at = some_time(Weakness::purges_late, now, kPurgeInterval_us);
  if (config.flaw == Flaw::purge_takes_neighbour) {
    thrown_away.push_back(queues.at(neighbour_of(queue))->replace_backlog());
  }
  catch_up(queue, now);
  return PurgeQueueResponse{};
}

}  // namespace sqsproof::semantics

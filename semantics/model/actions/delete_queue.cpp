#include "semantics/model/state.h"

namespace sqsproof::semantics {

/// Gone at once, with its messages; its name is free a minute later. Queues that send their dead
/// letters to it keep them. SQSAPI/DeleteQueue
Checked<Reply> Service::State::apply(const DeleteQueueRequest& request, Instant_us now) {
  const auto queue = open(request.queue_url, now);
  if (!queue) return Refusal(queue.error());
  if (config.flaw == Flaw::deletion_ignored) return DeleteQueueResponse{};
  if (config.flaw != Flaw::name_free_at_once) {
    recently_deleted.remember((*queue)->name(), true, now);
  }
  (*queue)->later.ends_at = some_time(Weakness::deletes_queue_late, now, kNameReuse_us);
  if (keeps_deleted()) return DeleteQueueResponse{};
  if ((*queue)->later.ends_at <= now) end_queue(**queue);
  return DeleteQueueResponse{};
}

}  // namespace sqsproof::semantics

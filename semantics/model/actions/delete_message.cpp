#include "semantics/model/receipts.h"
#include "semantics/model/state.h"

namespace sqsproof::semantics {

Checked<Reply> Service::State::apply(const DeleteMessageRequest& request, Instant_us now) {
  const auto queue = open(request.queue_url, now);
  if (!queue) return Refusal(queue.error());
  if (config.flaw == Flaw::receipts_of_any_queue) delete_elsewhere(request.receipt_handle);
  const auto done = delete_message(request.receipt_handle, **queue, next_lapse(**queue));
  if (!done) return Refusal(done.error());
  wake_for_freed(**queue);
  return DeleteMessageResponse{};
}

}  // namespace sqsproof::semantics

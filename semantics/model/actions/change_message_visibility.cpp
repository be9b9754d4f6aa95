#include "semantics/model/receipts.h"
#include "semantics/model/state.h"

namespace sqsproof::semantics {

Checked<Reply> Service::State::apply(const ChangeMessageVisibilityRequest& request,
                                     Instant_us now) {
  const auto queue = open(request.queue_url, now);
  if (!queue) return Refusal(queue.error());
  const auto done = change_visibility(request.receipt_handle, request.visibility_timeout, **queue,
                                      now, next_lapse(**queue));
  if (!done) return Refusal(done.error());
  const bool silent =
      config.flaw == Flaw::zero_change_wakes_nobody && request.visibility_timeout == 0;
  if (!silent) wake_for_freed(**queue);
  return ChangeMessageVisibilityResponse{};
}

}  // namespace sqsproof::semantics

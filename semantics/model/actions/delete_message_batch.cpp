#include "semantics/model/batch.h"
#include "semantics/model/receipts.h"
#include "semantics/model/state.h"

namespace sqsproof::semantics {

/// An expired handle of a FIFO queue has another code and text here than alone (reported).
Checked<Reply> Service::State::apply(const DeleteMessageBatchRequest& request, Instant_us now) {
  const auto queue = open(request.queue_url, now);
  if (!queue) return Refusal(queue.error());
  const BatchIds ids = ids_of(request.entries);
  auto good = check_batch_ids(ids, "DeleteMessageBatchRequestEntry");
  if (good) good = check_batch_count(ids);
  if (!good) return Refusal(good.error());
  DeleteMessageBatchResponse response;
  for (const auto& entry : request.entries) {
    auto done = delete_message(entry.receipt_handle, **queue, next_lapse(**queue));
    if (done) {
      response.successful.push_back({*entry.id});
      continue;
    }
    if (done.error().message.ends_with("The receipt handle has expired.")) {
      done = refuse("ReceiptHandleIsInvalid", "The receipt handle has expired");
    }
    response.failed.push_back(failed_entry(*entry.id, done.error()));
    if (config.flaw == Flaw::batch_delete_stops) break;
  }
  wake_for_freed(**queue);
  return response;
}

}  // namespace sqsproof::semantics

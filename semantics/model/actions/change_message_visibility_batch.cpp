#include <algorithm>
#include <fmt/format.h>

#include "semantics/model/batch.h"
#include "semantics/model/receipts.h"
#include "semantics/model/state.h"

namespace sqsproof::semantics {

Checked<Reply> Service::State::apply(const ChangeMessageVisibilityBatchRequest& request,
                                     Instant_us now) {
  const auto queue = open(request.queue_url, now);
  if (!queue) return Refusal(queue.error());
  const BatchIds ids = ids_of(request.entries);
  auto good = check_batch_ids(ids, "ChangeMessageVisibilityBatchRequestEntry");
  if (good) good = check_batch_count(ids);
  if (!good) return Refusal(good.error());
  ChangeMessageVisibilityBatchResponse response;
  for (const auto& entry : request.entries) {
    auto done = change_visibility(entry.receipt_handle, entry.visibility_timeout, **queue, now,
                                  next_lapse(**queue));
    if (done) {
      response.successful.push_back({*entry.id});
      continue;
    }
    if (done.error().message.ends_with("Must be between 0 and 43200.")) {
      done = invalid_value(std::to_string(*entry.visibility_timeout), "VisibilityTimeout",
                           "VisibilityTimeout must be an integer between 0 and 43200.");
    }
    response.failed.push_back(failed_entry(*entry.id, done.error()));
  }
  const bool silent = config.flaw == Flaw::zero_change_wakes_nobody &&
                      std::all_of(request.entries.begin(), request.entries.end(),
                                  [](const auto& entry) { return entry.visibility_timeout == 0; });
  if (!silent) wake_for_freed(**queue);
  return response;
}

}  // namespace sqsproof::semantics

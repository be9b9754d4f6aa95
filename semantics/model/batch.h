// What the batch actions have in common: checks of the whole request, and entries that fail alone.
// The order of the checks is that of recordings as far as they go: no entries, bad ids, total size,
// repeated ids, too many. SQS/sqs-batch-api-actions
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "semantics/model/refusal.h"

namespace sqsproof::semantics {

using BatchIds = std::vector<std::optional<std::string>>;

template <class Entry>
[[nodiscard]] BatchIds ids_of(const std::vector<Entry>& entries) {
  BatchIds ids;
  for (const Entry& entry : entries) ids.push_back(entry.id);
  return ids;
}

/// `entry` is the name of the entries' type in the service model.
[[nodiscard]] Checked<bool> check_batch_ids(const BatchIds& ids, std::string_view entry);
[[nodiscard]] Checked<bool> check_batch_count(const BatchIds& ids);

/// An entry that failed: codes are those of the Query protocol, in both protocols.
[[nodiscard]] BatchResultErrorEntry failed_entry(const std::string& id, const ServiceError& error);

}  // namespace sqsproof::semantics

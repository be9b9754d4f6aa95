#include "semantics/model/batch.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "semantics/limits.h"

namespace sqsproof::semantics {
namespace {

bool is_legal(const std::string& id) {
  const auto is_id_character = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  };
  return !id.empty() && id.size() <= kBatchIdLength &&
         std::all_of(id.begin(), id.end(), is_id_character);
}

}  // namespace

Checked<bool> check_batch_ids(const BatchIds& ids, std::string_view entry) {
  if (ids.empty()) {
    return refuse("EmptyBatchRequest",
                  fmt::format("There should be at least one {} in the request.", entry));
  }
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!ids[i]) return missing(fmt::format("{}.{}.Id", entry, i + 1));
    if (is_legal(*ids[i])) continue;
    return refuse("InvalidBatchEntryId",
                  "A batch entry id can only contain alphanumeric characters, hyphens and "
                  "underscores. It can be at most 80 letters long.");
  }
  return true;
}

Checked<bool> check_batch_count(const BatchIds& ids) {
  std::set<std::string> seen;
  for (const auto& id : ids) {
    if (seen.insert(*id).second) continue;
    return refuse("BatchEntryIdsNotDistinct", fmt::format("Id {} repeated.", *id));
  }
  if (ids.size() <= kBatchEntries) return true;
  return refuse("TooManyEntriesInBatchRequest",
                fmt::format("Maximum number of entries per request are {}. You have sent {}.",
                            kBatchEntries, ids.size()));
}

BatchResultErrorEntry failed_entry(const std::string& id, const ServiceError& error) {
  const ErrorRow* row = find_error(error.code);
  return {id, error.http_status < 500, std::string(row ? row->query_code : error.code),
          error.message};
}

}  // namespace sqsproof::semantics

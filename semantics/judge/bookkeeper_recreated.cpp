// Queues that are created under the name of one that was deleted: two queues with one URL.
#include <algorithm>

#include "semantics/judge/bookkeeper.h"

namespace sqsproof::semantics {
namespace {

/// "When you delete a queue, the deletion process takes up to 60 seconds", and for so long nobody
/// can create another one of its name. SQSAPI/DeleteQueue
constexpr Duration_us kDeletion_us = seconds(60);

bool is_about(const Operation& operation, const std::string& url) {
  return std::visit(
      [&](const auto& request) {
        if constexpr (requires { request.queue_url; }) {
          return std::string_view(request.queue_url) == url;
        } else {
          return false;
        }
      },
      operation.call);
}

bool is_deletion(const Operation& operation, const std::string& url) {
  return std::holds_alternative<DeleteQueueRequest>(operation.call) && is_about(operation, url) &&
         outcome_of(operation.answer) == Outcome::accepted;
}

}  // namespace

/// Whether the current call certainly made a queue of its own under that URL: the one before was
/// deleted, and no call can have reached either of both.
bool Bookkeeper::is_another_queue(const std::string& url) const {
  const Operation& create = current();
  const auto earlier = recreated_.find(url);
  const Instant_us since = earlier == recreated_.end() ? -kNever_us : earlier->second.back().from;
  const auto& all = history_.operations;
  const bool deleted = std::any_of(all.begin(), all.end(), [&](const Operation& operation) {
    return is_deletion(operation, url) && operation.invoked >= since &&
           operation.returned + kDeletion_us <= create.invoked;
  });
  return deleted && std::all_of(all.begin(), all.end(), [&](const Operation& operation) {
           const bool open = outcome_of(operation.answer) == Outcome::unknown;
           const Instant_us end = open ? operation.invoked + kLatestEffect_us : operation.returned;
           return !is_about(operation, url) || end < create.invoked ||
                  operation.invoked > create.returned;
         });
}

void Bookkeeper::note_recreation(const std::string& url, const QueueSettings& settings) {
  const std::size_t index = ledger_.queues.size();
  QueueRecord& record = ledger_.queues.emplace_back();
  begin_queue(record, settings);
  record.url = url;
  record.virtual_time = history_.virtual_time;
  record.settings_known = record.created_here = true;
  messages_.emplace_back();
  recreated_[url].push_back({current().invoked, index});
}

}  // namespace sqsproof::semantics

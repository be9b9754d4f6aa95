// Queues that are created under the name of one that was deleted: two queues with one URL.
#include <algorithm>

#include "semantics/judge/bookkeeper.h"

namespace sqsproof::semantics {
namespace {

/// "When you delete a queue, the deletion process takes up to 60 seconds", and for so long nobody
/// can create another one of its name. SQSAPI/DeleteQueue
constexpr Duration_us kDeletion_us = seconds(60);

/// Empty: the call is about no queue, or names it otherwise.
std::string_view url_of(const Operation& operation) {
  return std::visit(
      [](const auto& request) {
        if constexpr (requires { std::string_view(request.queue_url); }) {
          return std::string_view(request.queue_url);
        } else {
          return std::string_view();
        }
      },
      operation.call);
}

bool is_deletion(const Operation& operation) {
  return std::holds_alternative<DeleteQueueRequest>(operation.call) &&
         outcome_of(operation.answer) == Outcome::accepted;
}

}  // namespace

void Bookkeeper::gather_calls() {
  const auto& all = history_.operations;
  if (std::none_of(all.begin(), all.end(), is_deletion)) return;
  for (const Operation& operation : all) {
    const std::string_view url = url_of(operation);
    if (url.empty()) continue;
    const bool open = outcome_of(operation.answer) == Outcome::unknown;
    const Instant_us end = open ? operation.invoked + kLatestEffect_us : operation.returned;
    Calls& calls = calls_[url];
    calls.begins.push_back(operation.invoked);
    calls.latest_ends.push_back(
        calls.latest_ends.empty() ? end : std::max(end, calls.latest_ends.back()));
    if (is_deletion(operation)) {
      calls.deletions.push_back({operation.invoked, operation.returned + kDeletion_us});
    }
  }
}

/// Whether the current call certainly made a queue of its own under that URL: the one before was
/// deleted, and no call can have reached either of both.
bool Bookkeeper::is_another_queue(const std::string& url) const {
  const auto found = calls_.find(url);
  if (found == calls_.end()) return false;
  const auto& [begins, latest_ends, deletions] = found->second;
  const auto earlier = recreated_.find(url);
  const Instant_us since = earlier == recreated_.end() ? -kNever_us : earlier->second.back().from;
  const auto deletion =
      std::lower_bound(deletions.begin(), deletions.end(), since,
                       [](const Interval& one, Instant_us time) { return one.from < time; });
  if (deletion == deletions.end() || deletion->to > current().invoked) return false;
  const auto begun = std::upper_bound(begins.begin(), begins.end(), current().returned);
  const auto count = static_cast<std::size_t>(begun - begins.begin());
  return count == 0 || latest_ends[count - 1] < current().invoked;
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

/// Which of the queues under a URL the current call reaches, when the first is that.
std::size_t Bookkeeper::latest_queue(std::string_view url, std::size_t first) const {
  const auto found = recreated_.find(url);
  if (found == recreated_.end()) return first;
  const auto& all = found->second;
  const auto later =
      std::upper_bound(all.begin(), all.end(), current().invoked,
                       [](Instant_us time, const Recreated& one) { return time < one.from; });
  return later == all.begin() ? first : std::prev(later)->queue;
}

}  // namespace sqsproof::semantics

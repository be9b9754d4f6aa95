// Queues that are created under the name of one that was deleted: two queues with one URL.
#include <algorithm>

#include "semantics/actions/parts.h"
#include "semantics/judge/bookkeeper.h"

namespace sqsproof::semantics {
namespace {

bool is_deletion(const Operation& operation) {
  return std::holds_alternative<DeleteQueueRequest>(operation.call) &&
         outcome_of(operation.answer) != Outcome::refused;
}

}  // namespace

void Bookkeeper::gather_calls() {
  const auto& all = history_.operations;
  if (std::none_of(all.begin(), all.end(), is_deletion)) return;
  for (const Operation& operation : all) {
    const std::string* url = queue_url_of(operation.call);
    if (url == nullptr) continue;
    const bool open = outcome_of(operation.answer) == Outcome::unknown;
    const Instant_us end = open ? operation.invoked + kLatestEffect_us : operation.returned;
    Calls& calls = calls_[*url];
    calls.begins.push_back(operation.invoked);
    calls.latest_ends.push_back(
        calls.latest_ends.empty() ? end : std::max(end, calls.latest_ends.back()));
    if (is_deletion(operation)) calls.deletions.push_back({{operation.invoked, end}, !open});
    const bool sets = std::holds_alternative<SetQueueAttributesRequest>(operation.call);
    calls.was_changed = calls.was_changed || sets;
  }
}

/// Another queue, when the one before was deleted and no call can have reached either of both. AWS
/// refuses the name for 60 seconds; who takes it has no old queue any more. SQSAPI/CreateQueue
Bookkeeper::Made Bookkeeper::made_by_creation(const std::string& url) const {
  const auto found = calls_.find(url);
  if (found == calls_.end()) return Made::same;
  const Calls& calls = found->second;
  const auto earlier = recreated_.find(url);
  const Instant_us since = earlier == recreated_.end() ? -kNever_us : earlier->second.back().from;
  const auto deletion = std::lower_bound(
      calls.deletions.begin(), calls.deletions.end(), since,
      [](const Calls::Deletion& one, Instant_us time) { return one.at.from < time; });
  if (deletion == calls.deletions.end() || deletion->at.from > current().returned) {
    return Made::same;
  }
  const auto begun = std::upper_bound(calls.begins.begin(), calls.begins.end(), current().returned);
  const auto count = static_cast<std::size_t>(begun - calls.begins.begin());
  const bool apart = calls.latest_ends[count - 1] < current().invoked;
  const bool deleted = std::any_of(deletion, calls.deletions.end(), [&](const auto& one) {
    return one.accepted && one.at.to <= current().invoked;
  });
  return apart && deleted ? Made::another : Made::either;
}

/// One of several queues under a URL may be reached by the calls to it: they have to be alike.
void Bookkeeper::doubt_settings(const QueueRecord& record, const CreateQueueRequest& creation) {
  const auto calls = calls_.find(record.url);
  const bool changed = calls != calls_.end() && calls->second.was_changed;
  if (!changed && settings_of(creation) == record.settings) return;
  ledger_.unfit =
      "a queue was created anew with other attributes, and which of both some calls reached is not "
      "known";
}

/// It may have made another queue out of one that was deleted.
void Bookkeeper::note_unanswered_creation(const CreateQueueRequest& creation) {
  if (calls_.empty()) return;  // no queue was deleted
  const std::size_t index = queue_named(creation.queue_name.value_or(""));
  const auto calls = index == kNone ? calls_.end() : calls_.find(ledger_.queues[index].url);
  if (calls == calls_.end() || calls->second.deletions.empty()) return;
  const bool after =
      calls->second.deletions.front().at.from <= current().invoked + kLatestEffect_us;
  const bool used = calls->second.begins.back() > current().invoked;
  if (after && used) doubt_settings(ledger_.queues[index], creation);
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

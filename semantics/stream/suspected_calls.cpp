// Calls that say by themselves whether a promise was kept: receives that found nothing, did they
// wait as long as they had to, and no longer? Was each entry of a batch answered? Was refused what
// no queue takes?
#include <algorithm>

#include "semantics/stream/slice.h"

namespace sqsproof::semantics::stream {

void StreamJudge::Core::suspect_call(const Seen& seen) {
  if (!gave_up.empty()) return;
  const bool again = !suspected_calls_.empty() &&
                     suspected_calls_.back().place == seen.place;  // entries of a batch
  if (again) return;
  suspected_calls_.push_back({seen.at.to, seen.queue, seen.place});
  recall_.hold(seen.place);
}

void StreamJudge::Core::look_at_wait(const Seen& seen) {
  Queue& queue = queues[seen.queue];
  const Duration_us of_queue = seconds(queue.settings.wait_time_s);
  const Duration_us wait = seen.wait_s >= 0 ? seconds(seen.wait_s) : of_queue;
  const Duration_us waited = seen.at.to - seen.at.from;
  const bool early = waited < wait - options.tolerance.early_us;
  // A wait takes whole seconds; only a virtual clock tells it from a slow answer.
  const bool zero = options.virtual_time && seen.wait_s == 0 && of_queue > 0;
  if (zero || (seen.wait_s < 0 && wait > 0)) count(queue, Streamed::poll_queue_wait);
  if (seen.wait_s > 0) count(queue, Streamed::poll_waits);
  if (early || (zero && waited >= kSecond_us)) suspect_call(seen);
}

void StreamJudge::Core::settle_calls(Instant_us until) {
  const auto waits = [until](const SuspectedCall& one) { return one.due >= until; };
  const auto first = std::stable_partition(suspected_calls_.begin(), suspected_calls_.end(), waits);
  const std::vector<SuspectedCall> ripe(first, suspected_calls_.end());
  suspected_calls_.erase(first, suspected_calls_.end());
  static const auto kPromises = promises_by(StreamedRow::By::call);
  for (SuspectedCall one : ripe) {
    Slice slice(*this, one.queue);
    slice.add(one.place);
    Instant_us known_until = until;
    if (judge(std::move(slice), 0, kPromises, known_until)) {
      ++totals.suspicions;
      recall_.release(one.place);
    } else {
      one.due = known_until;
      suspected_calls_.push_back(one);
    }
  }
}

}  // namespace sqsproof::semantics::stream

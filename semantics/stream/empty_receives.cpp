// Receives that found nothing: did they wait as long as they had to, and no longer?
#include <algorithm>

#include "semantics/stream/slice.h"

namespace sqsproof::semantics::stream {

void StreamJudge::Core::look_at_wait(const Seen& seen) {
  const Duration_us of_queue = seconds(queues[seen.queue].settings.wait_time_s);
  const Duration_us wait = seen.wait_s >= 0 ? seconds(seen.wait_s) : of_queue;
  const Duration_us waited = seen.at.to - seen.at.from;
  const bool early = waited < wait - options.tolerance.early_us;
  // A wait takes whole seconds; only a virtual clock tells it from a slow answer.
  const bool late =
      options.virtual_time && seen.wait_s == 0 && of_queue > 0 && waited >= kSecond_us;
  if ((!early && !late) || !gave_up.empty()) return;
  empty_receives_.push_back({seen.at.to, seen.queue, seen.place});
  recall_.hold(seen.place);
}

void StreamJudge::Core::settle_empty_receives(Instant_us until) {
  const auto waits = [until](const EmptyReceive& one) { return one.due >= until; };
  const auto first = std::stable_partition(empty_receives_.begin(), empty_receives_.end(), waits);
  const std::vector<EmptyReceive> ripe(first, empty_receives_.end());
  empty_receives_.erase(first, empty_receives_.end());
  for (EmptyReceive one : ripe) {
    Slice slice(*this, one.queue);
    slice.add(one.place);
    Instant_us known_until = until;
    if (judge(std::move(slice), 0, promises_of_empty_receives(), known_until)) {
      ++totals.suspicions;
      recall_.release(one.place);
    } else {
      one.due = known_until;
      empty_receives_.push_back(one);
    }
  }
}

}  // namespace sqsproof::semantics::stream

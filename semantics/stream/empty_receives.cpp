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
  const auto is_ripe = [until](const EmptyReceive& one) { return one.due < until; };
  for (const EmptyReceive& one : empty_receives_) {
    if (!is_ripe(one)) continue;
    ++totals.suspicions;
    Slice slice(*this, one.queue);
    slice.add(one.place);
    judge(std::move(slice), 0, promises_of_empty_receives());
    recall_.release(one.place);
  }
  std::erase_if(empty_receives_, is_ripe);
}

}  // namespace sqsproof::semantics::stream

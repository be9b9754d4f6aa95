// timestamps/: the times that messages carry fit the calls, by one clock of the endpoint whose
// distance from the client's is the same for all (SQSAPI/ReceiveMessage).
#include <algorithm>
#include <fmt/core.h>

#include "semantics/judge/causes.h"
#include "semantics/judge/counts.h"
#include "semantics/judge/promises.h"

namespace sqsproof::semantics {
namespace {

constexpr std::int64_t kLatest_ms = std::int64_t{1} << 50;  // sums of times cannot overflow

/// How far the endpoint's clock is ahead of the client's, as far as a time of an event tells.
struct Offset {
  Interval offset;
  std::size_t operation = 0;
};

/// A time in milliseconds says that the event was in the thousand microseconds from it on.
Offset offset_of(std::int64_t time_ms, const Interval& event, std::size_t operation) {
  const Instant_us time = time_ms * kMillisecond_us;
  return {{time - event.to, time + kMillisecond_us - 1 - event.from}, operation};
}

std::optional<std::int64_t> time_of(const ReceivedMessage& seen, const char* name) {
  const auto time = number_of(seen, name);
  return time && *time > 0 && *time < kLatest_ms ? time : std::nullopt;
}

void add_first_receive(const Case& the_case, const QueueRecord& queue, const MessageRecord& message,
                       std::vector<Offset>& offsets) {
  const Delivery& first = message.deliveries.front();
  const auto time = time_of(*first.seen, "ApproximateFirstReceiveTimestamp");
  const bool lost = !queue.lost_receives.empty();
  const bool alone = message.deliveries.size() < 2 || before(first.at, message.deliveries[1].at);
  const bool own = message.origin == MessageRecord::Origin::sent;
  if (!time || lost || !alone || !own || !the_case.history.recorded.all_receives) return;
  offsets.push_back(offset_of(*time, first.at, first.operation));
}

std::vector<Offset> offsets_of(const Case& the_case) {
  std::vector<Offset> offsets;
  for (const QueueRecord& queue : the_case.ledger.queues) {
    for (const MessageRecord& message : queue.messages) {
      if (message.deliveries.empty()) continue;
      const Delivery& first = message.deliveries.front();
      const auto sent = time_of(*first.seen, "SentTimestamp");
      if (sent && !message.sends.empty()) {
        offsets.push_back(offset_of(*sent, message.enqueued, first.operation));
      }
      add_first_receive(the_case, queue, message, offsets);
    }
  }
  std::stable_sort(offsets.begin(), offsets.end(),
                   [](const Offset& x, const Offset& y) { return x.operation < y.operation; });
  return offsets;
}

Judgement judge_fit(const Case& the_case) {
  Findings findings(the_case);
  Interval common{-kNever_us, kNever_us};
  std::size_t lower = 0, upper = 0;  // the operations that the bounds come from
  const auto offsets = offsets_of(the_case);
  for (const Offset& one : offsets) {
    const Interval before = common;
    const std::size_t lower_before = lower, upper_before = upper;
    if (one.offset.from > common.from) lower = one.operation, common.from = one.offset.from;
    if (one.offset.to < common.to) upper = one.operation, common.to = one.offset.to;
    if (offsets.size() < 2) break;
    const Duration_us apart = common.from - common.to;
    // Clocks of several servers differ by as much as timers may.
    const bool fits = apart <= the_case.tolerance.early_us + the_case.tolerance.late_us;
    findings.test(fits, one.operation, {lower, upper}, [&] {
      return fmt::format(
          "by receive {} the endpoint's clock is ahead by {} at least, by receive {} by {} at "
          "most\nno clock is both",
          the_case.id(lower), describe_duration(common.from), the_case.id(upper),
          describe_duration(common.to));
    });
    if (!fits) common = before, lower = lower_before, upper = upper_before;
  }
  return std::move(findings).verdict();
}

Judgement judge_first_stays(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    for (const MessageRecord& message : queue.messages) {
      const Delivery* known = nullptr;
      std::int64_t first = 0;
      for (const Delivery& delivery : message.deliveries) {
        const auto time = number_of(*delivery.seen, "ApproximateFirstReceiveTimestamp");
        if (!time) continue;
        if (known) {
          findings.test(*time == first, delivery.operation, {known->operation}, [&] {
            return fmt::format("by receive {} {} was first received at {}, by receive {} at {}",
                               the_case.id(known->operation), name_of(message), first,
                               the_case.id(delivery.operation), *time);
          });
        } else {
          known = &delivery;
          first = *time;
        }
      }
    }
  });
}

constexpr const char* kPage = "SQSAPI/ReceiveMessage";

constexpr Promise kRows[] = {
    {"timestamps/fit-calls", "the times of sends and first receives lie within the calls", kPage,
     Strength::should, judge_fit, "no two messages with timestamps were received"},
    {"timestamps/first-receive-stays", "the time of the first receive does not change", kPage,
     Strength::should, judge_first_stays, "no message was received twice with that time"},
};

}  // namespace

std::span<const Promise> timestamp_promises() { return kRows; }

}  // namespace sqsproof::semantics

// purge/: a purge takes what was in the queue, and nothing else (SQSAPI/PurgeQueue).
#include <fmt/core.h>

#include "semantics/judge/causes.h"
#include "semantics/judge/promises.h"

namespace sqsproof::semantics {
namespace {

constexpr Duration_us kPause_us = seconds(60);  // between two purges of a queue

Judgement judge_takes_everything(const Case& the_case) {
  Findings findings(the_case);
  judge_gone(
      the_case, Exit::Kind::purged,
      [](const QueueRecord&, const MessageRecord&, const Exit&, const Delivery*) { return true; },
      findings);
  return std::move(findings).verdict();
}

/// The last purge that was over before this one began; those that were refused do not count.
const QueueEvent* last_accepted(const QueueRecord& queue, const QueueEvent& purge) {
  const QueueEvent* last = nullptr;
  for (const QueueEvent& other : queue.purges) {
    const bool earlier = other.outcome == Outcome::accepted && before(other.at, purge.at);
    if (earlier && (!last || last->at.from < other.at.from)) last = &other;
  }
  return last;
}

Judgement judge_once_a_minute(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    for (const QueueEvent& second : queue.purges) {
      const QueueEvent* first = last_accepted(queue, second);
      const bool soon =
          first && second.at.to - first->at.from < kPause_us - the_case.tolerance.early_us;
      if (!soon || second.outcome == Outcome::unknown) continue;
      findings.test(second.outcome == Outcome::refused, second.operation, {first->operation}, [&] {
        return fmt::format("operations {} and {} both purged the queue, less than {} apart",
                           the_case.id(first->operation), the_case.id(second.operation),
                           describe_duration(kPause_us));
      });
    }
  });
}

/// The accepted purge between two sends of one key, with no way to be after the second one.
const QueueEvent* purge_between(const QueueRecord& queue, const SendRecord& x,
                                const SendRecord& y) {
  for (const QueueEvent& purge : queue.purges) {
    const bool between = x.at.to < purge.at.from && purge.at.to < y.at.from;
    if (purge.outcome == Outcome::accepted && between) return &purge;
  }
  return nullptr;
}

Judgement judge_forgets(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    if (queue.purges.empty() || the_case.granted.has(Freedom::slow_purge)) return;
    for (std::size_t i = 0; i < queue.sends.size(); ++i) {
      const SendRecord& again = queue.sends[i];
      if (again.key.empty() || again.message == kNone) continue;
      for (std::size_t j = 0; j < i; ++j) {
        const SendRecord& first = queue.sends[j];
        if (first.key != again.key || first.message == kNone) continue;
        const QueueEvent* purge = purge_between(queue, first, again);
        if (!purge) continue;
        findings.test(first.message != again.message, again.operation,
                      {first.operation, purge->operation}, [&] {
                        return fmt::format(
                            "operation {} purged the queue after operation {}\n"
                            "operation {} sent the same deduplication id and was answered with "
                            "the purged message {}",
                            the_case.id(purge->operation), the_case.id(first.operation),
                            the_case.id(again.operation), name_of(queue.messages[again.message]));
                      });
      }
    }
  });
}

constexpr const char* kPage = "SQSAPI/PurgeQueue";

constexpr Promise kRows[] = {
    {"purge/takes-everything",
     "what was sent before a purge is not received after it, in flight and delayed messages too",
     kPage, Strength::must, judge_takes_everything, "nobody received after a purge"},
    {"purge/at-most-once-a-minute", "a second purge within a minute is refused", kPage,
     Strength::must, judge_once_a_minute, "no queue was purged twice within a minute"},
    {"purge/keeps-later-sends", "what is sent after a purge is delivered", kPage, Strength::must,
     judge_missing<MissingCause::sent_after_purge>, "nothing was sent after a purge"},
    {"purge/leaves-other-queues", "a purge touches one queue", kPage, Strength::must,
     judge_missing<MissingCause::other_purged>,
     "no other queue held a message when one was purged"},
    {"purge/forgets-deduplication", "after a purge, known deduplication ids make new messages",
     kPage, Strength::should, judge_forgets, "no deduplication id was sent again after a purge"},
};

}  // namespace

std::span<const Promise> purge_promises() { return kRows; }

}  // namespace sqsproof::semantics

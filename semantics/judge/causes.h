// Judges that read the results of a common search: what came too early, what did not come, what
// came after it was gone. Each promise takes its causes.
#pragma once

#include "semantics/judge/case.h"

namespace sqsproof::semantics {

/// Counts and reports what was found with that cause, in the queues of that kind.
enum class QueueKind { any, standard, fifo };
void judge_cause(const Case& the_case, EarlyCause cause, Findings& findings,
                 QueueKind kind = QueueKind::any);
void judge_cause(const Case& the_case, MissingCause cause, Findings& findings,
                 QueueKind kind = QueueKind::any);

template <EarlyCause... kCauses>
Judgement judge_early(const Case& the_case) {
  Findings findings(the_case);
  (judge_cause(the_case, kCauses, findings), ...);
  return std::move(findings).verdict();
}
template <MissingCause... kCauses>
Judgement judge_missing(const Case& the_case) {
  Findings findings(the_case);
  (judge_cause(the_case, kCauses, findings), ...);
  return std::move(findings).verdict();
}
template <EarlyCause kEarly, MissingCause kMissing, QueueKind kKind = QueueKind::any>
Judgement judge_times(const Case& the_case) {
  Findings findings(the_case);
  judge_cause(the_case, kEarly, findings, kKind);
  judge_cause(the_case, kMissing, findings, kKind);
  return std::move(findings).verdict();
}

/// Deliveries after a way out of the queue that is certain. `applies` says which ones a promise is
/// about: they are counted when somebody received after them.
using Applies =
    std::function<bool(const QueueRecord&, const MessageRecord&, const Exit&, const Delivery*)>;
void judge_gone(const Case& the_case, Exit::Kind kind, const Applies& applies, Findings& findings);

}  // namespace sqsproof::semantics

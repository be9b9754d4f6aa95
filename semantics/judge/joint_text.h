// What does not fit together, in words: the orders of the calls, and what each would take.
#pragma once

#include "semantics/judge/case.h"

namespace sqsproof::semantics {

[[nodiscard]] inline bool any_queue(const QueueRecord&) { return true; }
/// Reports the messages whose calls do not fit together for that reason; of those that are about
/// timers, only those with that cause.
void judge_joint(const Case& the_case, Joint::About about, std::optional<EarlyCause> cause,
                 const std::function<bool(const QueueRecord&)>& applies, Findings& findings);

}  // namespace sqsproof::semantics

// fifo/attempts/over-after-five-minutes: an attempt id that is used again too late gets no message
// that is hidden. A file of its own: the others are about attempts that are still good.
#pragma once

#include "semantics/judge/case.h"

namespace sqsproof::semantics {

[[nodiscard]] Judgement judge_attempts_over(const Case& the_case);

}  // namespace sqsproof::semantics

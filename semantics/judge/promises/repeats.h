// Messages that stand more than once in one answer. Internal to the promises about deliveries.
#pragma once

#include "semantics/judge/case.h"

namespace sqsproof::semantics {

[[nodiscard]] Judgement judge_repeats_of_standard(const Case& the_case);
[[nodiscard]] Judgement judge_repeats_of_fifo(const Case& the_case);

}  // namespace sqsproof::semantics

// delivery/ids-unique: no two messages have one id. A file of its own: it compares all queues of a
// history.
#pragma once

#include "semantics/judge/case.h"

namespace sqsproof::semantics {

[[nodiscard]] Judgement judge_ids(const Case& the_case);

}  // namespace sqsproof::semantics

// delivery/nothing-lost: whatever was accepted is delivered at least once. A file of its own: it
// needs the drain at the end of a history.
#pragma once

#include "semantics/judge/case.h"

namespace sqsproof::semantics {

[[nodiscard]] Judgement judge_nothing_lost(const Case& the_case);

}  // namespace sqsproof::semantics

// redrive/moves-each-once: a move task neither loses nor doubles messages. A file of its own: it
// looks for too many copies, for originals that stayed, and for copies that never came.
#pragma once

#include "semantics/judge/case.h"

namespace sqsproof::semantics {

[[nodiscard]] Judgement judge_moved_once(const Case& the_case);

}  // namespace sqsproof::semantics

// fifo/dedup/window-holds and by-content: within the window one message, after it a new one. A file
// of its own: both ends of the window, and both sources of the id.
#pragma once

#include "semantics/judge/case.h"

namespace sqsproof::semantics {

/// Of deduplication ids that sends name.
[[nodiscard]] Judgement judge_windows_of_ids(const Case& the_case);
/// Of those that are digests of bodies.
[[nodiscard]] Judgement judge_windows_of_content(const Case& the_case);

}  // namespace sqsproof::semantics

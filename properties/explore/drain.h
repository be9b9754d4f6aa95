// The end of a run: nothing more is sent, every timer ends, and what is left is received and
// deleted, so that what is never seen was certainly lost.
#pragma once

#include "properties/explore/recorder.h"
#include "properties/explore/script.h"

namespace sqsproof::properties {

/// True when the queues stayed empty in the end.
[[nodiscard]] bool drain(const Program& program, Script& script, Recorder& recorder);

}  // namespace sqsproof::properties

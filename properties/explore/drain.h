// The end of a run: nothing more is sent, every timer ends, and what is left is received and
// deleted, so that what is never seen was certainly lost.
#pragma once

#include "properties/explore/recorder.h"
#include "properties/explore/script.h"

namespace sqsproof::properties {

/// Empty when the queues stayed empty in the end, else what they did. Counters are asked, but where
/// polls are certain, what they say is left to the promises about counters: an empty long poll of a
/// quiet queue shows by itself that there is nothing. A patient drain of a queue that something is
/// missing from asks for more: polls for a minute, and counters that read 0.
[[nodiscard]] std::string drain(const Program& program, Script& script, Recorder& recorder);

}  // namespace sqsproof::properties

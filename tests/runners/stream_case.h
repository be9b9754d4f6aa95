// A trace of a case, judged as a stream.
#pragma once

#include <string>

#include "semantics/stream/trace_stream.h"

namespace sqsproof::tests {

using StreamJudged = policy::Result<semantics::stream::StreamReport>;

[[nodiscard]] StreamJudged judge_as_stream(const std::string& text,
                                           const semantics::JudgeOptions& options);

}  // namespace sqsproof::tests

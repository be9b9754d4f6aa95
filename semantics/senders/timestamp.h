// Instants as SNS and S3 write them into messages.
#pragma once

#include <string>

#include "semantics/time.h"

namespace sqsproof::semantics {

/// `2026-11-21T17:04:49.123Z`; the epoch is that of Unix.
[[nodiscard]] std::string iso_8601(Instant_us instant);

}  // namespace sqsproof::semantics

// How a message came into its queue and what hid it there, in words: which call, and which timer.
#pragma once

#include <string>

#include "semantics/judge/case.h"

namespace sqsproof::semantics {

enum class OriginBound { earliest, latest };

/// `` `u1` was sent by operation 2, at 0.5 s at the latest, with a delay of 3 s``. Of a message
/// whose origin nobody saw, when it was there.
[[nodiscard]] std::string describe_origin(const Case& the_case, const QueueRecord& queue,
                                          const MessageRecord& message, OriginBound bound);
/// The operations that it names, and those that made a dead letter of it.
[[nodiscard]] std::vector<std::size_t> origin_of(const Case& the_case, const QueueRecord& queue,
                                                 const MessageRecord& message);

}  // namespace sqsproof::semantics

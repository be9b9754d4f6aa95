// What the reader of whole histories says of a line of a stream: the same words for the same
// mistakes. It is asked about heads, calls about queues, and whatever the quick reader finds
// unusual. Internal to the reader of streams.
#pragma once

#include "semantics/history.h"
#include "semantics/stream/line_feed.h"
#include "semantics/stream/open_calls.h"

namespace sqsproof::semantics::stream {

/// The first record; `unsaid` as in read_history.
[[nodiscard]] policy::Result<History> check_head(const LineFeed& feed, std::string_view line,
                                                 const Recorded& unsaid);
/// One that stands behind the head, and is no `ret`.
[[nodiscard]] policy::Result<History> check_record(const LineFeed& feed, std::string_view line);
/// The `ret` of that call; nullptr: whatever else is wrong with it but its result.
[[nodiscard]] policy::Result<History> check_return(const LineFeed& feed, std::string_view line,
                                                   const OpenCall* call);

}  // namespace sqsproof::semantics::stream

// How what happened to a message is drawn: perhaps, where the instant lies somewhere in a call, and
// certainly. Internal to the lanes.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "properties/report/timeline/lanes.h"

namespace sqsproof::properties::timeline {

using Spans = std::vector<Span>;

/// Something new ends what was known before.
void cut(Spans& spans, semantics::Instant_us at);
/// Seen from `from` on; the delay began between the instants of `since`.
void add_delay(Spans& spans, semantics::Instant_us from,
               std::pair<semantics::Instant_us, semantics::Instant_us> since,
               semantics::Duration_us delay);
void add_lease(Spans& spans, const semantics::Operation& operation, semantics::Duration_us timeout);
/// The message is gone by that call. `cause` outlives the span.
void add_end(Spans& spans, const semantics::Operation& operation, std::string_view cause);
/// Perhaps from the first instant on, certainly from the second, unless it was gone before; until
/// it is seen again.
void add_expiry(Spans& spans, semantics::Instant_us perhaps, semantics::Instant_us surely);

}  // namespace sqsproof::properties::timeline

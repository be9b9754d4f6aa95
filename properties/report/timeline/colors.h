// The colours of a picture, and its patterns. Internal to it.
#pragma once

#include <string_view>

#include "properties/report/timeline/lanes.h"

namespace sqsproof::properties::timeline {

extern const char* const kDefinitions;  ///< the patterns and tips of arrows

[[nodiscard]] std::string_view word_of(const Span& span);
[[nodiscard]] const char* ink_of(Span::Kind kind);
/// Hatched where it is not certain.
[[nodiscard]] const char* fill_of(const Span& span);

}  // namespace sqsproof::properties::timeline

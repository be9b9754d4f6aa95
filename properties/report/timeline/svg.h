// A history as a picture: SVG that needs no script.
#pragma once

#include <string>

#include "properties/report/timeline/lanes.h"

namespace sqsproof::properties::timeline {

/// Lanes of clients above, of messages below; `calls` and `also` as for lanes_of. Hatched: may
/// hold; solid: certainly holds.
[[nodiscard]] std::string to_svg(const semantics::History& history,
                                 const semantics::Violation& violation,
                                 const std::vector<std::size_t>& calls = {},
                                 const std::vector<std::size_t>& also = {});

}  // namespace sqsproof::properties::timeline

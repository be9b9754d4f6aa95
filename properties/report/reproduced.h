// How often a counterexample failed when it was run again, for people.
#pragma once

#include <string>

#include "properties/explore/explore.h"

namespace sqsproof::properties {

/// `reproduced 7 of 10`; empty where one run is like the other, or there was none.
[[nodiscard]] std::string describe(const Reproduction& reproduced);

}  // namespace sqsproof::properties

// The grants of one class of callers.
#pragma once

#include <string>
#include <vector>

#include "properties/access/grant_prover.h"

namespace sqsproof::properties {

struct Cover {
  std::vector<Grant> grants;
  std::string gap;  ///< why it is not proved that they are all; empty when it is
};

/// Some grants that cover what these callers may do, none of them idle.
[[nodiscard]] Cover cover_of(const CallerClass& who, const std::vector<std::string>& actions,
                             GrantProver& prover);

}  // namespace sqsproof::properties

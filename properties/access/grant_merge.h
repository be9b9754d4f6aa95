// Fewer grants: those that differ only in their callers, where these have one name together.
#pragma once

#include <vector>

#include "properties/access/grant_prover.h"

namespace sqsproof::properties {

/// `asked` are the classes that were looked at. Callers may lose some actions to a wider grant and
/// keep others; each grant has a witness afterwards as before. Without a prover, only grants of the
/// same actions become one.
[[nodiscard]] std::vector<Grant> with_wider_callers(std::vector<Grant> grants,
                                                    const std::vector<CallerClass>& asked,
                                                    const GrantProver* prover);

}  // namespace sqsproof::properties

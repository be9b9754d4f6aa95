// Actions and resources that a person would think of, for witnesses of open realms: what the policy
// names, and well-known ones of the services that it speaks of. Verdicts do not depend on them.
#pragma once

#include <string>
#include <vector>

#include "policy/document/document.h"
#include "policy/symbolic/space.h"

namespace sqsproof::policy {

void add_open_seeds(const Document& policy, const std::vector<std::string>& stranger_accounts,
                    Space& space);

}  // namespace sqsproof::policy

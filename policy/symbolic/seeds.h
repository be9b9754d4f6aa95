// Words a person would think of, for witnesses: the attacker `mallory`, callers and resources that
// the policy names, and instances of its patterns. Verdicts do not depend on them, only what a
// witness looks like, and how seldom a product has to be searched.
#pragma once

#include <string>
#include <vector>

#include "policy/document/document.h"
#include "policy/symbolic/space.h"

namespace sqsproof::policy {

/// Adds samples to the variables that exist; callers of the given accounts come first.
void add_seeds(const Document& policy, const std::vector<std::string>& stranger_accounts,
               Space& space);

/// Instances of the values of one condition.
void add_seeds(const Condition& condition, const std::vector<std::string>& stranger_accounts,
               Space& space);

}  // namespace sqsproof::policy

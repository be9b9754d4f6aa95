// Conditions of a grant that its callers fulfil anyway: of account 111122223333, that
// aws:PrincipalAccount is 111122223333.
#pragma once

#include "properties/access/grants.h"

namespace sqsproof::properties {

/// Takes them out where the prover says that every request of the callers that fulfils the other
/// conditions fulfils this one, under whichever reading.
void drop_implied_conditions(const Subject& subject, const GrantSearch& search,
                             const policy::ProverLimits& limits, Grants& grants);

}  // namespace sqsproof::properties

// Grants of policies that are no queue's.
//
// The vocabulary of actions is open, so what is asked about is what the policy itself writes: each
// Allow statement, and each of its actions. Together they cover every action and resource there may
// be. Statements may overlap, so a request can belong to several grants.
#pragma once

#include "properties/access/grants.h"

namespace sqsproof::properties {

[[nodiscard]] Grants find_open_grants(const Subject& subject, const GrantSearch& search,
                                      const policy::ProverLimits& limits);

}  // namespace sqsproof::properties

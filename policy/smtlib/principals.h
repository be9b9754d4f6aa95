// Principal and NotPrincipal. IAM/reference_policies_elements_principal,
// IAM/reference_policies_elements_notprincipal
#pragma once

#include "policy/document/document.h"
#include "policy/smtlib/requests.h"

namespace sqsproof::policy::smtlib {

[[nodiscard]] Claim principal_covers(const Principals& principals, Effect effect,
                                     Requests& requests);

}  // namespace sqsproof::policy::smtlib

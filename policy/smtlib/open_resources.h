// Resource and NotResource of policies of other kinds than queues'.
// IAM/reference_policies_elements_resource
#pragma once

#include "policy/document/document.h"
#include "policy/smtlib/requests.h"

namespace sqsproof::policy::smtlib {

/// Of a realm that is open.
[[nodiscard]] Claim names_resource(const Patterns& resources, Requests& requests);

}  // namespace sqsproof::policy::smtlib

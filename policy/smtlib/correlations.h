// Constraints between values of two keys; each has a row in constraints.cpp.
#pragma once

#include "policy/smtlib/statement.h"

namespace sqsproof::policy::smtlib {

void require_key_of_tag(Requests& requests, const ActionTerm& action);
void require_tag_of_key(Requests& requests, const ActionTerm& action);
void require_region_of_rule(Requests& requests, const ActionTerm& action);
void require_issue_before_now(Requests& requests, const ActionTerm& action);
void require_organization_of_caller(Requests& requests, const ActionTerm& action);
void require_organization_of_source(Requests& requests, const ActionTerm& action);

}  // namespace sqsproof::policy::smtlib

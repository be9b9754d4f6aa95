// What is new about a policy beside an older one of the same queue.
//
// Access is compared by proof: a finding of an access check is new when one of its requests is let
// in by the policy and refused by the older one, whatever the two texts look like. What is no
// access (lint rules, statements that do nothing), or is undecided with the policy alone, is new
// when the older policy has no finding of the same fingerprint.
#pragma once

#include <vector>

#include "properties/access/check.h"

namespace sqsproof::properties {

/// The findings of `result` that are new stay, about their new requests; the others are set aside.
/// `result` is that of the whole policy, and `asking` the one it was asked with.
void keep_new_access(const Subject& subject, const Asking& asking, const policy::Document& older,
                     CheckResult& result);

/// Gives new findings the fix of the finding by the same rule: it closes the check as a whole.
void take_fixes(const std::vector<Finding>& of_whole, std::vector<Finding>& findings);

/// Sets aside the findings that stand in `older`, one for one.
void keep_new_findings(std::vector<Finding>& findings, const std::vector<Finding>& older);

}  // namespace sqsproof::properties

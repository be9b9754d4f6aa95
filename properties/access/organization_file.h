// The accounts of an organization, as AWS's command line prints them.
//
// Read are the outputs of `aws organizations list-accounts`, with one page or all, of
// `describe-organization`, and a list of such outputs. The ARN of an account names its
// organization, so the first alone will do. An account that is suspended or closed is a member like
// any other: nobody else can have its number. organizations/APIReference_Account
#pragma once

#include "policy/support/diagnostic.h"
#include "properties/access/subject.h"

namespace sqsproof::properties {

[[nodiscard]] policy::Result<Trust> read_organization(const policy::Source& source);

}  // namespace sqsproof::properties

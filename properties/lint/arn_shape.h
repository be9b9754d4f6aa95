// What cannot be right about an ARN, whatever it names.
#pragma once

#include <string>

#include "policy/values/arn.h"

namespace sqsproof::properties {

/// What is wrong with partition, region or account; empty when nothing is. Parts with wildcards,
/// and empty regions and accounts, are let be.
[[nodiscard]] std::string wrong_with(const policy::ArnParts& arn);

}  // namespace sqsproof::properties

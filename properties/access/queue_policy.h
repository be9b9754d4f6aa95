// Reading a policy as one of a queue, and saying so where it is plainly one of another kind.
#pragma once

#include <string>

#include "policy/document/parse.h"

namespace sqsproof::properties {

/// As `policy::parse_policy`; where no statement at all says who, that is one mistake, and what
/// reads such policies is named.
[[nodiscard]] policy::Parsed parse_queue_policy(const policy::Source& text);

/// The services that a policy is about when it is about SQS nowhere: in words, empty when there is
/// none.
[[nodiscard]] std::string other_services(const policy::Document& policy);

}  // namespace sqsproof::properties

// Which kind of policy a text is, where nobody says so.
//
// A policy without any Principal is one of an identity. One that speaks of SQS alone, or of no
// service at all, is one of a queue; every other one is of some resource. What is not recognised is
// left to the parser, which says what is wrong.
#pragma once

#include "policy/document/document.h"
#include "policy/support/json.h"

namespace sqsproof::policy {

/// nullopt when the text has no statement, which fits every kind.
[[nodiscard]] std::optional<PolicyKind> recognised_kind(const JsonValue& policy);

}  // namespace sqsproof::policy

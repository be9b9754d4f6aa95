// Constraints between the values of two variables of a request, which no short clause can say.
//
// Each is made of clauses about those tests that conditions make: where two keys have one value,
// every test of the one is a test of the other, too. New tests need new clauses.
#pragma once

#include "policy/symbolic/constraints.h"

namespace sqsproof::policy {

/// An account is in one organisation: a caller of the queue's account is in that of the queue.
[[nodiscard]] Clauses organization_of_own_caller(Space& space);
/// So is a resource of the queue's account, where its organisation is told.
[[nodiscard]] Clauses organization_of_own_source(Space& space);

/// Credentials were issued before they are used.
[[nodiscard]] Clauses issued_before_now(Space& space);

/// aws:TagKeys are the keys of the tags of the request.
[[nodiscard]] Clauses tag_has_its_key(Space& space);
[[nodiscard]] Clauses key_has_its_tag(Space& space);

}  // namespace sqsproof::policy

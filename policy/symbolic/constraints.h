// What every real request satisfies, whatever a policy says, as clauses over keys and callers.
//
// The strongest relations (a caller's ARN and account, a resource and its account, an organisation
// and its paths) are built into the joint strings of space.h; what is left is a few short clauses,
// each a row. A row speaks only where all of its keys are mentioned: a key that nobody looks at can
// always be chosen so that the row is satisfied.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/symbolic/space.h"

namespace sqsproof::policy {

/// One alternative of a clause.
struct Fact {
  enum class Kind { none, caller_in, key_absent, key_present, key_is };
  Kind kind = Kind::none;
  CallerKinds callers = 0;
  std::string_view key{};    ///< lower case; one that ends with `/` is every key of that prefix
  std::string_view value{};  ///< of key_is
};

struct Constraint {
  std::string_view id;
  std::string_view what;
  std::array<Fact, 4> clause;  ///< any of these
};

[[nodiscard]] std::span<const Constraint> all_constraints();

/// The clauses for the keys mentioned so far. Rows named in `ignored` are left out, which is how
/// tests see that each of them matters.
[[nodiscard]] std::vector<std::vector<Literal>> encode_constraints(
    Space& space, const std::vector<std::string>& ignored);

}  // namespace sqsproof::policy

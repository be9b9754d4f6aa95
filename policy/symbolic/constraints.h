// What every real request satisfies, whatever a policy says, as clauses over keys and callers.
//
// The strongest relations (a caller's ARN and account, a resource and its account, an organisation
// and its paths, the chain of services in aws:CalledVia, the two names of the current time) are
// built into the variables of space.h; what is left is short clauses, each a row. A row speaks only
// where all of its keys are mentioned: a key that nobody looks at can be chosen so that the row is
// satisfied. So that this is true of all keys at once, what follows from two rows through a key
// that is not mentioned is a row of its own.
//
// A row may only exclude requests that cannot exist, so each needs a page that says so. Left out on
// purpose: which resource a service calls for (other features of it may send other ARNs), whether
// the account of a role or a topic exists, and to which VPC an endpoint belongs: within one request
// any VPC will do.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/symbolic/number_set.h"
#include "policy/symbolic/space.h"

namespace sqsproof::policy {

/// One alternative of a clause.
struct Fact {
  enum class Kind {
    none,
    caller_in,
    caller_like,  ///< the caller is in `language`
    action_with,  ///< the action takes tags of the request: at least `tags`
    key_absent,
    key_present,
    key_is,
    key_in,     ///< the key is there, with a value in `language`
    key_not_in  ///< it has no such value
  };
  Kind kind = Kind::none;
  CallerKinds callers = 0;
  std::string_view key{};    ///< lower case; one that ends with `/` is every key of that prefix
  std::string_view value{};  ///< of key_is; what else `language` is known by
  Language (*language)(const Space& space) = nullptr;
  RequestTags tags = RequestTags::none;
};

using Clauses = std::vector<std::vector<Literal>>;

struct Constraint {
  std::string_view id;
  std::string_view what;
  std::array<Fact, 4> clause;  ///< any of these
  /// Instead of a clause: those for a relation between values (correlations.h).
  Clauses (*between)(Space& space) = nullptr;
  std::array<std::string_view, 2> about{};  ///< it says nothing while neither is mentioned
};

[[nodiscard]] std::span<const Constraint> all_constraints();

/// What was said of one space, so that the next time only what is new is said.
struct SaidConstraints {
  std::vector<const KeyView*> views;  ///< by number of the key; null while it is not mentioned
  NumberSet mentioned;                ///< by number of a key that a row names
  std::size_t keys_seen = 0;          ///< so many of the space's
  std::shared_ptr<LanguageStore::Shelf> shelf;
};

/// The clauses for the keys mentioned since the last time. Rows named in `ignored` are left out,
/// which is how tests see that each of them matters.
[[nodiscard]] Clauses encode_constraints(Space& space, const std::vector<std::string>& ignored,
                                         SaidConstraints& said);
/// Relations between values: for the tests on them so far. To be asked after the constraints.
[[nodiscard]] Clauses encode_correlations(Space& space, const std::vector<std::string>& ignored,
                                          const SaidConstraints& said);

}  // namespace sqsproof::policy

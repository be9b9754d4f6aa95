// Conditions, statements and classes of requests as conjunctions of literals, in two readings.
//
// Mirrors decide/condition.cpp and `applies` in decide/authorize.cpp: the certain literals hold of
// a request exactly when the authorizer says `yes`, the possible ones when it does not say `no`.
#pragma once

#include <vector>

#include "policy/document/document.h"
#include "policy/symbolic/space.h"

namespace sqsproof::policy {

/// A conjunction of tests that holds of a request; never when one of them never holds.
struct Conjunction {
  std::vector<Literal> literals;  ///< atoms only
  bool never = false;
  void add(Literal literal);
  friend bool operator==(const Conjunction&, const Conjunction&) = default;
};

/// Whether both readings are exact. Where not - an operator without languages, one that does not
/// suit its key - absent keys are exact all the same, and present ones are left open.
[[nodiscard]] bool is_expressible(const Condition& condition);

/// The effect is that of the statement; a condition outside of one is read as under Deny.
[[nodiscard]] Literal encode(const Condition& condition, Reading reading, Space& space,
                             Effect effect = Effect::deny);

/// The actions of the vocabulary that can be asked for come in as `actions`.
[[nodiscard]] Conjunction encode(const Statement& statement, Reading reading,
                                 const std::vector<std::string>& actions, Space& space);

}  // namespace sqsproof::policy

// Conditions, statements and classes of requests as conjunctions of literals, in two readings.
//
// Mirrors decide/condition.cpp and `applies` in decide/authorize.cpp: the certain literals hold of
// a request exactly when the authorizer says `yes`, the possible ones when it does not say `no`.
#pragma once

#include <cstdint>
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

/// Whether a condition's key is of a service that the request is not to: in the realm of a queue,
/// that follows from the key.
enum class KeyOf : std::uint8_t { as_realm_says, own_service, another_service };

/// The effect is that of the statement; a condition outside of one is read as under Deny.
[[nodiscard]] Literal encode(const Condition& condition, Reading reading, Space& space,
                             Effect effect = Effect::deny, KeyOf key_of = KeyOf::as_realm_says);

/// The actions of the vocabulary that can be asked for come in as `actions`.
[[nodiscard]] Conjunction encode(const Statement& statement, Reading reading,
                                 const std::vector<std::string>& actions, Space& space);

/// Of an open realm: the statement applies where one of these holds. There are several where
/// conditions on services' keys come out otherwise for requests to other services.
[[nodiscard]] std::vector<Conjunction> encode_open(const Statement& statement, Reading reading,
                                                   Space& space);

/// Whom a statement is about, of any realm.
[[nodiscard]] Literal encode_principals(const Statement& statement, Reading reading, Space& space);

}  // namespace sqsproof::policy

// Conditions, statements and classes of requests as conjunctions of literals, in two readings.
//
// Mirrors decide/condition.cpp and `applies` in decide/authorize.cpp: the certain literals hold of
// a request exactly when the authorizer says `yes`, the possible ones when it does not say `no`.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
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

[[nodiscard]] bool has_variables(const Condition& condition);

/// The same of a condition without variables in the realm of a queue; to be read before the next
/// one is encoded.
[[nodiscard]] const Phrase& phrase_of(const Condition& condition, Reading reading, Space& space,
                                      Effect effect, KeyOf key_of = KeyOf::as_realm_says);

/// The actions of the vocabulary that can be asked for come in as `actions`.
[[nodiscard]] Conjunction encode(const Statement& statement, Reading reading,
                                 const std::vector<std::string>& actions, Space& space);

/// Both readings, the certain one first, with all actions of the vocabulary. What was said of the
/// same statement on this thread is not worked out again.
[[nodiscard]] std::array<Conjunction, 2> encode(const Statement& statement, Space& space);

/// The same for what is no statement, but tests on two variables and conditions without policy
/// variables. `first_two` says what the tests are, or nothing when they never hold; `name` is
/// everything that all of it hangs on, but for the space's `place`.
using FirstTwo = std::function<std::vector<Literal>(Reading)>;
[[nodiscard]] std::array<Conjunction, 2> encode_remembered(
    std::string name, const std::array<VariableId, 2>& variables, const FirstTwo& first_two,
    const std::vector<Condition>& conditions, Effect effect, Space& space);

/// Whether the elements cover an action, of those given.
[[nodiscard]] Literal encode_actions(const Patterns& patterns, Reading reading,
                                     const std::vector<std::string>& actions, Space& space);

/// Whether they name the queue.
[[nodiscard]] Literal encode_queue(const Statement& statement, Reading reading, Space& space);

/// Of an open realm: the statement applies where one of these holds. There are several where
/// conditions on services' keys come out otherwise for requests to other services.
[[nodiscard]] std::vector<Conjunction> encode_open(const Statement& statement, Reading reading,
                                                   Space& space);

/// A test of a statement in both readings, under its name (decide/doubt.h).
struct SymbolicTest {
  std::string name;
  Literal surely;
  Literal possibly;
};
/// The statement test by test: it applies where all tests of one of these hold. They are in the
/// order of `encode_open`; a queue's is one.
[[nodiscard]] std::vector<std::vector<SymbolicTest>> tests_of(const Statement& statement,
                                                              Space& space);
[[nodiscard]] std::vector<std::vector<SymbolicTest>> open_tests_of(const Statement& statement,
                                                                   Space& space);

/// Whom a statement is about, of any realm.
[[nodiscard]] Literal encode_principals(const Statement& statement, Reading reading, Space& space);

}  // namespace sqsproof::policy

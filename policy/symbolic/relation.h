// A test whose outcome hangs on several keys of a request at once: a condition or a resource with
// policy variables in it.
//
// It is two propositions, "holds surely" and "may hold", about which nothing is said at first; for
// given values of the variables it is an ordinary test of one key. Whoever searches for a request
// adds those instances that matter (prover/relations.h). Mirrors decide/expand.h.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "policy/decide/request.h"
#include "policy/support/truth.h"
#include "policy/symbolic/callers.h"

namespace sqsproof::policy {

struct Literal;

struct Relation {
  std::vector<std::string> keys;  ///< of the variables, in lower case
  /// By reading: a variable of the space with the two values below.
  std::array<std::size_t, 2> variables{};
  /// What the authorizer says.
  std::function<Truth(const Request&)> truth;
  /// The test that it is where the variables have the values that the request gives them.
  std::function<Literal(const Request&, Reading)> given;
  /// The plain positive relation of which this one is a variant (negated, with a default, with a
  /// qualifier): where neither the key nor a variable is absent, it is that one or its opposite.
  const Relation* base = nullptr;
  bool opposite_of_base = false;
  /// The two readings differ only where a variable is absent, has an empty value or, where
  /// wildcards mean something, one with wildcards in it.
  bool sharp = false;
  bool wildcards = false;
  /// Where it may hold and neither the key nor a variable is absent, the key's value is of these,
  /// whatever the variables are.
  std::optional<Language> shadow;
  /// Of a Resource or NotResource in an open realm: what its texts may name, as values of the
  /// variable of resources, whatever the variables are.
  std::optional<Language> names;
  bool names_negated = false;
  /// The texts with variables, and the value they are held against where that is known.
  std::vector<std::string> texts;
  std::string value;
  /// What it is where the tested key is absent, whatever the variables are; null without a key.
  std::string key;
  std::array<bool, 2> when_absent{};
  /// For callers of whom that is unsure (decide/absence.h); nullopt where variables matter.
  std::array<std::optional<bool>, 2> when_unsure{};
  bool empty_is_none = false;  ///< a set operator, to which an empty value may be none
};

constexpr std::string_view kRelationHolds = "yes";
constexpr std::string_view kRelationFails = "no";

}  // namespace sqsproof::policy

// Putting the request's values in the place of policy variables.
#pragma once

#include <string>
#include <string_view>

#include "policy/decide/request.h"
#include "policy/support/truth.h"

namespace sqsproof::policy {

/// A policy text after substitution. Whether a wildcard that comes in through a value acts as one
/// is not documented, so there are two readings; they are equal for most values.
struct Expansion {
  bool absent = false;     ///< a variable without a value and without a default
  bool uncertain = false;  ///< an empty value, a multivalued key, malformed text: not documented
  std::string as_wildcards;
  std::string as_characters;  ///< wildcards from values and `${*}` escaped as glob.h says
};

/// `wildcards`: whether `*` and `?` mean something where the text stands.
[[nodiscard]] Expansion expand(std::string_view text, const Request& request, bool wildcards);

/// `relation` of both readings; `when_absent` when a variable has no value.
template <class Relation>
[[nodiscard]] Truth with_variables(std::string_view text, const Request& request, bool wildcards,
                                   Truth when_absent, Relation relation) {
  const Expansion expansion = expand(text, request, wildcards);
  if (expansion.uncertain) return Truth::unknown;
  if (expansion.absent) return when_absent;
  return both_readings(relation(std::string_view(expansion.as_wildcards)),
                       relation(std::string_view(expansion.as_characters)));
}

}  // namespace sqsproof::policy

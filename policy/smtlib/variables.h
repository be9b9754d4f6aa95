// Texts of a policy with policy variables in them, as concatenations of a script's strings.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/smtlib/requests.h"

namespace sqsproof::policy::smtlib {

struct Piece {
  enum class Kind { text, star, one, value };
  Kind kind = Kind::text;
  std::string text;     ///< of a text
  Term value;           ///< of a value
  bool colons = false;  ///< a value that can have colons
};

/// A text after substitution (decide/expand.h): what it is made of, and when it is nothing.
struct Expanded {
  Term uncertain = kFalse;  ///< what comes of it is not documented
  Term absent = kFalse;     ///< a variable has no value
  Term wild = kFalse;       ///< a value brings a wildcard, which may act as one
  std::vector<Piece> pieces;
};

/// nullopt when a value is no string here: that of an instant or an address.
[[nodiscard]] std::optional<Expanded> expanded(std::string_view text, bool wildcards,
                                               Requests& requests);

/// Whether a String is made of these pieces, wildcards of values standing for themselves; nullopt
/// where that needs a quantifier. `colons`: whether wildcards of the text cross colons.
[[nodiscard]] std::optional<Term> is_made_of(const Term& value, const std::vector<Piece>& pieces,
                                             Script& script, bool colons = true);

/// The pieces between the first five colons, fewer than six when there are fewer colons; nullopt
/// where a value may bring one of these colons.
[[nodiscard]] std::optional<std::vector<std::vector<Piece>>> split_at_colons(
    const std::vector<Piece>& pieces);

}  // namespace sqsproof::policy::smtlib

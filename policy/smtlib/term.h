// Terms of SMT-LIB 2 as text, with the constants folded away, and claims: terms in two readings.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/support/truth.h"

namespace sqsproof::policy::smtlib {

using Term = std::string;

inline const Term kTrue = "true";
inline const Term kFalse = "false";

[[nodiscard]] Term all_true(const std::vector<Term>& terms);
[[nodiscard]] Term any_true(const std::vector<Term>& terms);
[[nodiscard]] Term opposite(const Term& term);
[[nodiscard]] Term implied(const Term& when, const Term& then);
[[nodiscard]] Term chosen(const Term& when, const Term& then, const Term& otherwise);
/// `(name a b …)`
[[nodiscard]] Term call(std::string_view name, const std::vector<Term>& arguments);
[[nodiscard]] Term equal(const Term& a, const Term& b);
/// `|name|`, which may have any character that a condition key has.
[[nodiscard]] Term symbol(std::string_view name);

/// What a part of a policy comes to: when it surely holds, and when it may, because AWS documents
/// nothing or two things. The first implies the second.
struct Claim {
  Term surely;
  Term perhaps;
};

[[nodiscard]] Claim claim(Truth truth);
[[nodiscard]] Claim claim(const Term& both);
[[nodiscard]] Claim all_of(const std::vector<Claim>& claims);
[[nodiscard]] Claim any_of(const std::vector<Claim>& claims);
[[nodiscard]] Claim negate(const Claim& claim);
[[nodiscard]] Claim chosen(const Term& when, const Claim& then, const Claim& otherwise);
/// Two readings of one text: sure where both are.
[[nodiscard]] Claim both_readings(const Claim& a, const Claim& b);

}  // namespace sqsproof::policy::smtlib

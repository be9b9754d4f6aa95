// Regular expressions of SMT-LIB 2.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/smtlib/term.h"

namespace sqsproof::policy::smtlib {

class Script;

/// Membership.
[[nodiscard]] Term within(const Term& value, const Term& regular);

[[nodiscard]] Term sequence(const std::vector<Term>& regulars);
[[nodiscard]] Term either(const std::vector<Term>& regulars);
[[nodiscard]] Term any_number(const Term& regular);
[[nodiscard]] Term at_least_one(const Term& regular);
[[nodiscard]] Term word(const Term& string);  ///< the one word
/// One character: each pair is a range, `"azAZ"`.
[[nodiscard]] Term one_of_ranges(std::string_view pairs);

[[nodiscard]] Term anything();

/// Names for what is needed often; a script begins with their definitions.
[[nodiscard]] Term not_colon();       ///< one character
[[nodiscard]] Term account_shape();   ///< twelve digits
[[nodiscard]] Term arn_shape();       ///< five colons or more
[[nodiscard]] Term name_character();  ///< of users, roles and sessions (IAM/reference_iam-quotas)
[[nodiscard]] std::string definitions();

/// `*` is any run, `?` one character; of a part of an ARN neither is a colon.
[[nodiscard]] Term glob(Script& script, std::string_view pattern, bool colons = true);
[[nodiscard]] Term glob_ignoring_case(Script& script, std::string_view pattern);
/// That a String is like that pattern: one in which wildcards may stand for anything, for example
/// because it has no colons.
[[nodiscard]] Term is_like(const Term& value, std::string_view pattern, Script& script);
[[nodiscard]] Term ignoring_case(Script& script, std::string_view text);

}  // namespace sqsproof::policy::smtlib

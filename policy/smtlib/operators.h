// What a condition operator says of one value of a request, one file per family.
#pragma once

#include "policy/document/document.h"
#include "policy/smtlib/requests.h"

namespace sqsproof::policy::smtlib {

/// Whether a value matches one value of the policy; also of negated operators the positive
/// relation. `value` is a String.
[[nodiscard]] Claim string_matches(const Operator& op, const Term& value, const Text& pattern,
                                   Requests& requests);
[[nodiscard]] Claim arn_matches(const Operator& op, const Term& value, const Text& pattern,
                                Requests& requests);
[[nodiscard]] Claim boolean_matches(const Term& value, const Text& pattern, Requests& requests);
/// Of a key that is no text.
[[nodiscard]] Claim line_matches(const Operator& op, const KeyTerms& key, const Text& pattern,
                                 Requests& requests);

/// Any of the policy's values.
[[nodiscard]] Claim matches(const Operator& op, const KeyTerms& key, const Term& value,
                            const Text& pattern, Requests& requests);

}  // namespace sqsproof::policy::smtlib

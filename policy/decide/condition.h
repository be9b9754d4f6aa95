// Whether one condition holds of one request: absent keys, IfExists, ForAllValues, ForAnyValue,
// several values and Null, said once for all operators.
// IAM/reference_policies_elements_condition_operators,
// IAM/reference_policies_condition-single-vs-multi-valued-context-keys
#pragma once

#include <set>
#include <string>

#include "policy/decide/absence.h"
#include "policy/decide/request.h"
#include "policy/document/document.h"
#include "policy/support/truth.h"

namespace sqsproof::policy {

/// Keys that AWS documents as multivalued, in lower case: a plain operator on one that is present
/// is not documented, so unknown.
[[nodiscard]] bool is_multivalued_key(std::string_view lower_case_key);

/// Keys that no page documents here and that the policy holds a set operator against, in lower
/// case: they may have several values. Without one they are taken for keys with one value.
[[nodiscard]] std::set<std::string> keys_taken_for_lists(const Document& policy);

/// Whether the operator suits the type of the key. What a string operator does on a number, date or
/// address, or a numeric one on text, is not documented: unknown when the key is present.
[[nodiscard]] bool fits_type(const Condition& condition);

[[nodiscard]] Truth holds(const Condition& condition, const Request& request);
/// The same within a statement. Under Allow, two kinds of absent keys leave more open: those of
/// another service, which a condition may not even be evaluated for, and those that AWS may send to
/// queues one day (`KeyUse::never`).
[[nodiscard]] Truth holds(const Condition& condition, const Request& request, Effect effect,
                          bool key_of_another_service);
/// In the policy of a queue.
[[nodiscard]] Truth holds(const Condition& condition, const Request& request, Effect effect);
/// Whether the key is of a service that the request is not to.
[[nodiscard]] bool is_foreign_key(const Condition& condition, const Request& request,
                                  PolicyKind kind);

/// What the condition comes to for requests that do not give the key. Which other keys they have
/// matters to policy variables; without `request`, nothing is known of that.
[[nodiscard]] Truth holds_without(const Condition& condition, Absence absence,
                                  const Request* request = nullptr);

/// What `holds` came to, in words: the key, its value, and the values it was held against.
[[nodiscard]] std::string explain(const Condition& condition, const Request& request);

}  // namespace sqsproof::policy

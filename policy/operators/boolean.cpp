// Bool: the value is `true` or `false`. What any other policy value means, `True` among them, is
// not documented (its meaning, nothing at all, or false like all that is not `true`), nor what a
// request value that is neither means: both are unknown.
// IAM/reference_policies_elements_condition_operators (Boolean condition operators)
#include "policy/operators/families.h"
#include "policy/support/words.h"

namespace sqsproof::policy {
namespace {

constexpr std::string_view kReference =
    "IAM/reference_policies_elements_condition_operators#Conditions_Boolean";

bool is_documented(std::string_view pattern) { return pattern == "true" || pattern == "false"; }

Truth same_boolean(std::string_view value, std::string_view pattern) {
  if (!is_documented(pattern)) return Truth::unknown;
  if (value == pattern) return Truth::yes;
  const bool other = equal_ignoring_case(value, pattern == "true" ? "false" : "true");
  return other ? Truth::no : Truth::unknown;
}

Language certainly_same(std::string_view pattern) {
  return is_documented(pattern) ? exactly(pattern) : empty_language();
}

Language possibly_same(std::string_view pattern) {
  if (!is_documented(pattern)) return many_of(any_byte());
  return exactly_ignoring_case(pattern) | none_of_words({"true", "false"});
}

constexpr Operator kRows[] = {{"Bool", ValueKind::boolean, Polarity::positive, same_boolean,
                               certainly_same, possibly_same, kReference}};

}  // namespace

std::span<const Operator> boolean_operators() { return kRows; }

}  // namespace sqsproof::policy

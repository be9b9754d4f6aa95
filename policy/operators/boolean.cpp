// Bool: the value is `true` or `false`. Other spellings of the policy value may or may not be
// accepted, and a value that is neither is not documented: both are unknown.
// IAM/reference_policies_elements_condition_operators (Boolean condition operators)
#include "policy/operators/families.h"
#include "policy/support/words.h"

namespace sqsproof::policy {
namespace {

constexpr std::string_view kReference =
    "IAM/reference_policies_elements_condition_operators#Conditions_Boolean";

bool is_boolean(std::string_view text) {
  return equal_ignoring_case(text, "true") || equal_ignoring_case(text, "false");
}

Truth same_boolean(std::string_view value, std::string_view pattern) {
  if (!is_boolean(value) || !is_boolean(pattern)) return Truth::unknown;
  if (!equal_ignoring_case(value, pattern)) return Truth::no;
  return value == pattern ? Truth::yes : Truth::unknown;
}

Language certainly_same(std::string_view pattern) {
  return is_boolean(pattern) ? exactly(pattern) : empty_language();
}

Language possibly_same(std::string_view pattern) {
  if (!is_boolean(pattern)) return many_of(any_byte());
  return exactly_ignoring_case(pattern) | none_of_words({"true", "false"});
}

constexpr Operator kRows[] = {{"Bool", ValueKind::boolean, Polarity::positive, same_boolean,
                               certainly_same, possibly_same, kReference}};

}  // namespace

std::span<const Operator> boolean_operators() { return kRows; }

}  // namespace sqsproof::policy

// String operators. `*` and `?` are wildcards only under Like, and cross every character.
// IAM/reference_policies_elements_condition_operators (string condition operators)
#include "policy/operators/families.h"
#include "policy/support/words.h"
#include "policy/values/glob.h"

namespace sqsproof::policy {
namespace {

constexpr std::string_view kReference =
    "IAM/reference_policies_elements_condition_operators#Conditions_String";

Truth equals(std::string_view value, std::string_view pattern) { return truth(value == pattern); }
Language all_equal(std::string_view pattern) { return exactly(pattern); }

Truth equals_ignoring_case(std::string_view value, std::string_view pattern) {
  return truth(equal_ignoring_case(value, pattern));
}
Language all_equal_ignoring_case(std::string_view pattern) {
  return exactly_ignoring_case(pattern);
}

Truth like(std::string_view value, std::string_view pattern) {
  return truth(glob_matches(value, pattern));
}
Language all_like(std::string_view pattern) { return glob(pattern, any_byte()); }

constexpr auto kString = ValueKind::string;
constexpr auto kPositive = Polarity::positive;
constexpr auto kNegated = Polarity::negated;

constexpr Operator kRows[] = {
    {"StringEquals", kString, kPositive, equals, all_equal, all_equal, kReference},
    {"StringNotEquals", kString, kNegated, equals, all_equal, all_equal, kReference},
    {"StringEqualsIgnoreCase", kString, kPositive, equals_ignoring_case, all_equal_ignoring_case,
     all_equal_ignoring_case, kReference},
    {"StringNotEqualsIgnoreCase", kString, kNegated, equals_ignoring_case, all_equal_ignoring_case,
     all_equal_ignoring_case, kReference},
    {"StringLike", kString, kPositive, like, all_like, all_like, kReference, true},
    {"StringNotLike", kString, kNegated, like, all_like, all_like, kReference, true},
};

}  // namespace

std::span<const Operator> string_operators() { return kRows; }

}  // namespace sqsproof::policy

// ARN operators: Equals and Like mean the same. Pattern and value are split at the first five
// colons and compared part by part; a wildcard never crosses one of these colons.
// IAM/reference_policies_elements_condition_operators (ARN condition operators)
//
// What happens when either is not an ARN is not documented. A positive operator does not match
// then; whether the negated one holds is unknown. A lone `*` is unknown under both.
#include "policy/values/arn.h"

#include "policy/operators/families.h"
#include "policy/values/glob.h"

namespace sqsproof::policy {
namespace {

constexpr std::string_view kReference =
    "IAM/reference_policies_elements_condition_operators#Conditions_ARN";

Truth part_by_part(const ArnParts& value, const ArnParts& pattern) {
  for (std::size_t i = 0; i < 6; ++i) {
    if (!glob_matches(value.part[i], pattern.part[i])) return Truth::no;
  }
  return Truth::yes;
}

Truth arn_like(std::string_view value, std::string_view pattern) {
  if (pattern == "*") return Truth::unknown;
  const auto value_parts = split_arn(value);
  const auto pattern_parts = split_arn(pattern);
  if (!value_parts || !pattern_parts) return Truth::no;
  return part_by_part(*value_parts, *pattern_parts);
}

Truth arn_like_for_negation(std::string_view value, std::string_view pattern) {
  const auto value_parts = split_arn(value);
  const auto pattern_parts = split_arn(pattern);
  if (!value_parts || !pattern_parts) return Truth::unknown;
  return part_by_part(*value_parts, *pattern_parts);
}

Language everything() { return many_of(any_byte()); }

/// Strings with fewer than five colons.
Language no_arns() {
  const Language part = many_of(without(any_byte(), ":"));
  Language with_colons = part;
  Language result = part;
  for (int colons = 1; colons < 5; ++colons) {
    with_colons = with_colons + exactly(":") + part;
    result = result | with_colons;
  }
  return result;
}

Language certainly_like(std::string_view pattern) {
  const auto parts = split_arn(pattern);
  if (!parts) return empty_language();
  Language result = exactly("");
  for (std::size_t i = 0; i < 5; ++i) {
    result = result + glob(parts->part[i], without(any_byte(), ":")) + exactly(":");
  }
  return result + glob(parts->part[5], any_byte());
}

Language possibly_like(std::string_view pattern) {
  return pattern == "*" ? everything() : certainly_like(pattern);
}

Language possibly_like_for_negation(std::string_view pattern) {
  return split_arn(pattern) ? certainly_like(pattern) | no_arns() : everything();
}

constexpr auto kArn = ValueKind::arn;

constexpr Operator kRows[] = {
    {"ArnEquals", kArn, Polarity::positive, arn_like, certainly_like, possibly_like, kReference,
     true},
    {"ArnLike", kArn, Polarity::positive, arn_like, certainly_like, possibly_like, kReference,
     true},
    {"ArnNotEquals", kArn, Polarity::negated, arn_like_for_negation, certainly_like,
     possibly_like_for_negation, kReference, true},
    {"ArnNotLike", kArn, Polarity::negated, arn_like_for_negation, certainly_like,
     possibly_like_for_negation, kReference, true},
};

}  // namespace

std::span<const Operator> arn_operators() { return kRows; }

}  // namespace sqsproof::policy

// BinaryEquals: the same bytes after base64 decoding. What is not base64 is not documented.
// IAM/reference_policies_elements_condition_operators

#include "policy/operators/families.h"
#include "policy/values/base64.h"

namespace sqsproof::policy {
namespace {

constexpr std::string_view kReference =
    "IAM/reference_policies_elements_condition_operators#Conditions_BinaryEquals";

Truth same_bytes(std::string_view value, std::string_view pattern) {
  const auto left = from_base64(value);
  const auto right = from_base64(pattern);
  if (!left || !right) return Truth::unknown;
  return truth(*left == *right);
}

constexpr Operator kRows[] = {{"BinaryEquals", ValueKind::binary, Polarity::positive, same_bytes,
                               nullptr, nullptr, kReference}};

}  // namespace

std::span<const Operator> binary_operators() { return kRows; }

}  // namespace sqsproof::policy

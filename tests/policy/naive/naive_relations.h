// How one value of the request stands to one value of the policy under an operator without its
// negation. IAM/reference_policies_elements_condition_operators
#pragma once

#include <string>

#include "tests/policy/naive/naive_rules.h"

namespace sqsproof::tests::naive {

struct Comparison {
  std::string base;  ///< the operator without `Not`
  bool negated = false;
  KeyFacts::Type type = KeyFacts::Type::string;
};

[[nodiscard]] Tri relation(const Comparison& comparison, const std::string& value,
                           const std::string& written, const Setting& setting);
/// The same for a value of the request that is no customer's account, ARN or id.
[[nodiscard]] Tri equals_nobodys(const Comparison& comparison, const std::string& written,
                                 const Setting& setting);

}  // namespace sqsproof::tests::naive

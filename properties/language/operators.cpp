// Condition operators: their truth for values, for absent keys, for sets, for malformed values.
#include "properties/language/rule.h"

namespace sqsproof::properties {

std::span<const LanguageRule> operator_rules() {
  static constexpr LanguageRule kRules[] = {
      {{"operator/string-equals",
        "StringEquals compares whole strings, with case and without wildcards.",
        "A star in the value is an ordinary character.",
        "IAM/reference_policies_elements_condition_operators"},
       Standing::decided},
  };
  return kRules;
}

}  // namespace sqsproof::properties

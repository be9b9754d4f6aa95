// Policy variables: where they count and what they become.
#include "properties/language/rule.h"

namespace sqsproof::properties {

std::span<const LanguageRule> variable_rules() {
  static constexpr LanguageRule kRules[] = {
      {{"variable/gate", "Variables count under Version 2012-10-17 only.",
        "Without it, `${…}` is ordinary text.", "IAM/reference_policies_variables"},
       Standing::decided},
  };
  return kRules;
}

}  // namespace sqsproof::properties

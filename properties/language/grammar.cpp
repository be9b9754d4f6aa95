// The document and its statements: which elements there are and what may stand in them.
#include "properties/language/rule.h"

namespace sqsproof::properties {

std::span<const LanguageRule> grammar_rules() {
  static constexpr LanguageRule kRules[] = {
      {{"grammar/version", "Version is 2008-10-17 or 2012-10-17.",
        "Other values are not versions of the language.",
        "IAM/reference_policies_elements_version"},
       Standing::refused},
  };
  return kRules;
}

}  // namespace sqsproof::properties

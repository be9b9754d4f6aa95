// What is refused before a text is a policy or a request: its syntax.
#include "properties/language/rule.h"

namespace sqsproof::properties {

std::span<const LanguageRule> input_rules() {
  static constexpr LanguageRule kRules[] = {
      {{"syntax/duplicate-member", "A member name occurs once in an object.",
        "Parsers disagree about which of two counts, so neither is taken.",
        "IAM/reference_policies_grammar"},
       Standing::refused},
  };
  return kRules;
}

}  // namespace sqsproof::properties

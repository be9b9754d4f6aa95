// How statements, accounts and the caller's own policies make a decision.
#include "properties/language/rule.h"

namespace sqsproof::properties {

std::span<const LanguageRule> evaluation_rules() {
  static constexpr LanguageRule kRules[] = {
      {{"evaluation/deny-wins", "An applying Deny wins over every Allow.",
        "The order of statements does not matter.",
        "IAM/reference_policies_evaluation-logic_policy-eval-denyallow"},
       Standing::decided},
  };
  return kRules;
}

}  // namespace sqsproof::properties

// Who a statement is about: every form of Principal and NotPrincipal.
#include "properties/language/rule.h"

namespace sqsproof::properties {

std::span<const LanguageRule> caller_rules() {
  static constexpr LanguageRule kRules[] = {
      {{"principal/account", "An account id and the ARN of its root name the whole account.",
        "Every caller of the account is covered, not only its root user.",
        "IAM/reference_policies_elements_principal"},
       Standing::decided},
  };
  return kRules;
}

}  // namespace sqsproof::properties

// Condition keys: who has them, what they hold, how they hang together.
#include "properties/language/rule.h"

namespace sqsproof::properties {

std::span<const LanguageRule> key_rules() {
  static constexpr LanguageRule kRules[] = {
      {{"key/service-name", "aws:PrincipalServiceName is there for calls by a service only.",
        "It names the service that makes the call itself.",
        "IAM/reference_policies_condition-keys"},
       Standing::decided},
  };
  return kRules;
}

}  // namespace sqsproof::properties

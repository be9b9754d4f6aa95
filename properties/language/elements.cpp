// What a statement is about: Action, NotAction, Resource, NotResource.
#include "properties/language/rule.h"

namespace sqsproof::properties {

std::span<const LanguageRule> element_rules() {
  static constexpr LanguageRule kRules[] = {
      {{"action/case", "Service prefix and action name ignore case.",
        "`sqs:sendmessage` and `SQS:SendMessage` are one action.",
        "IAM/reference_policies_elements_action"},
       Standing::decided},
  };
  return kRules;
}

}  // namespace sqsproof::properties

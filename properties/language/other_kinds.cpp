// Policies that are no queue's: of any service's resource, and of identities.
#include "properties/language/rule.h"

namespace sqsproof::properties {

std::span<const LanguageRule> other_kind_rules() {
  static constexpr LanguageRule kRules[] = {
      {{"kind/identity", "An identity policy is about the user, group or role it is attached to.",
        "Root users, services and anonymous callers have none. Conditions on the caller mean what "
        "they say.",
        "IAM/access_policies"},
       Standing::decided},
      {{"kind/any-service", "A policy of another resource is about any service's actions and ARNs.",
        "Names of resources hold colons and slashes, which wildcards behind the fifth colon cross.",
        "IAM/reference_policies_elements_resource"},
       Standing::decided},
      {{"kind/no-resource", "An action about no resource in particular is one on `*`.",
        "Of the patterns in Resource, only `*` names it.",
        "IAM/reference_policies_elements_resource"},
       Standing::decided},
      {{"kind/key-of-service", "A service's own key is absent from requests to other services.",
        "Whether a condition on it is evaluated there at all, AWS's pages leave open.",
        "IAM/access-analyzer-reference-policy-checks"},
       Standing::unknown},
      {{"kind/identity-provider", "Whom an identity provider lets in is not modelled.",
        "Federated principals of role trust policies, and those of CloudFront, are undecided.",
        "IAM/reference_policies_elements_principal"},
       Standing::unknown},
  };
  return kRules;
}

}  // namespace sqsproof::properties

// What is refused before a text is a policy or a request: its syntax.
#include "properties/language/rule.h"

namespace sqsproof::properties {

std::span<const LanguageRule> input_rules() {
  static constexpr LanguageRule kRules[] = {
      {{"syntax/json", "A policy and a request are JSON.",
        "SQS refuses other text without saying why.", "SQSAPI/SetQueueAttributes"},
       Standing::refused},
      {{"syntax/empty", "An empty text is no policy.",
        "As the value of the attribute it removes the policy; as an input it says nothing.",
        "SQSAPI/SetQueueAttributes"},
       Standing::refused},
      {{"syntax/too-large", "A text of more than a mebibyte is not read.",
        "The largest policy that SQS takes has 8,192 bytes.", "SQS/quotas-policies"},
       Standing::refused},
      {{"syntax/too-deep", "Values nest 64 deep at most.", "A policy needs fewer than ten levels.",
        "IAM/reference_policies_grammar"},
       Standing::refused},
      {{"syntax/duplicate-member", "A member name occurs once in an object.",
        "Parsers disagree about which of two counts, so neither is taken.",
        "IAM/reference_policies_grammar"},
       Standing::refused},
      {{"syntax/number", "A bare number is one that a double holds.",
        "In quotes any digits are a value, of which a Numeric operator decides.",
        "IAM/reference_policies_elements_condition_operators#Conditions_Numeric"},
       Standing::refused},
      {{"syntax/control-character", "Strings hold no characters U+0000 to U+0008.",
        "IAM lists tab, line ends and U+0020 to U+00FF for policies.", "IAM/reference_iam-quotas"},
       Standing::refused},
      {{"request/type", "A request is an object.",
        "It says who asks for what of which queue, and in which context.",
        "IAM/reference_policies_evaluation-logic"},
       Standing::refused},
      {{"request/member", "A request has a principal, an action and a resource, each a string.",
        "Without one of them no statement can be held against it.",
        "IAM/reference_policies_evaluation-logic"},
       Standing::refused},
      {{"request/unknown-member", "A request has no other members than those that count.",
        "A misspelt context would be a request without context.",
        "IAM/reference_policies_evaluation-logic"},
       Standing::refused},
      {{"request/principal", "The caller is one identity: an ARN, a service, or anonymous.",
        "A pattern or an account number does not call.",
        "IAM/reference_policies_elements_principal"},
       Standing::refused},
      {{"request/resource", "The resource is the ARN of one queue, its name of 1 to 80 characters.",
        "Names hold letters, digits, `-` and `_`, and those of FIFO queues end in `.fifo`; a queue "
        "URL is no resource.",
        "SQSAPI/CreateQueue"},
       Standing::refused},
      {{"request/identity", "What the caller's own policies say is allow, deny, none or unknown.",
        "Left out, the queue policy is asked alone.", "IAM/reference_policies_evaluation-logic"},
       Standing::refused},
      {{"request/context", "The context is an object of condition keys with their values.",
        "Values are strings, booleans, numbers, or arrays of them.",
        "IAM/reference_policies_condition-keys"},
       Standing::refused},
      {{"request/duplicate-key", "A condition key stands once in a context, in whatever case.",
        "Of two tags that differ by case only, no page says which one a key sees.",
        "IAM/reference_policies_condition-keys"},
       Standing::refused},
  };
  return kRules;
}

}  // namespace sqsproof::properties

// What is particular to queues: names, actions, quotas, senders.
#include "properties/language/rule.h"

namespace sqsproof::properties {

std::span<const LanguageRule> service_rules() {
  static constexpr LanguageRule kRules[] = {
      {{"sqs/batch-actions", "A batch operation is authorised by the action of the single message.",
        "A policy that names `sqs:SendMessageBatch` names no action.",
        "SQS/sqs-api-permissions-reference"},
       Standing::decided},
  };
  return kRules;
}

}  // namespace sqsproof::properties

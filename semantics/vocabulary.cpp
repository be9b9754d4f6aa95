#include "semantics/vocabulary.h"

namespace sqsproof::semantics {
namespace {

using policy::AccessLevel;

constexpr auto kRead = AccessLevel::read;
constexpr auto kWrite = AccessLevel::write;
constexpr auto kTagging = AccessLevel::tagging;
constexpr auto kPermissions = AccessLevel::permissions_management;
constexpr bool kCrosses = true;
constexpr bool kOwner = false;
constexpr bool kNoQueue = false;
constexpr auto kTags = policy::RequestTags::keys_and_values;
constexpr auto kTagKeys = policy::RequestTags::keys;

/// Name, access level, whether it crosses accounts, whether a queue's policy is asked, batch form,
/// tags of the request. Levels, resources and tags: Service Authorization Reference,
/// list_amazonsqs. Accounts: SQS/sqs-limitations-of-custom-policies. Batches:
/// SQS/sqs-api-permissions-reference.
std::vector<policy::VocabularyAction> actions() {
  return {
      {"sqs:AddPermission", kPermissions, kOwner, true, {}},
      {"sqs:CancelMessageMoveTask", kWrite, kOwner, true, {}},
      {"sqs:ChangeMessageVisibility", kWrite, kCrosses, true, "sqs:ChangeMessageVisibilityBatch"},
      {"sqs:CreateQueue", kWrite, kOwner, kNoQueue, {}, kTags},
      {"sqs:DeleteMessage", kWrite, kCrosses, true, "sqs:DeleteMessageBatch"},
      {"sqs:DeleteQueue", kWrite, kOwner, true, {}},
      {"sqs:GetQueueAttributes", kRead, kCrosses, true, {}},
      {"sqs:GetQueueUrl", kRead, kCrosses, true, {}},
      {"sqs:ListDeadLetterSourceQueues", kRead, kCrosses, true, {}},
      {"sqs:ListMessageMoveTasks", kRead, kOwner, true, {}},
      {"sqs:ListQueueTags", kRead, kOwner, true, {}},
      {"sqs:ListQueues", kRead, kOwner, kNoQueue, {}},
      {"sqs:PurgeQueue", kWrite, kCrosses, true, {}},
      {"sqs:ReceiveMessage", kRead, kCrosses, true, {}},
      {"sqs:RemovePermission", kPermissions, kOwner, true, {}},
      {"sqs:SendMessage", kWrite, kCrosses, true, "sqs:SendMessageBatch"},
      {"sqs:SetQueueAttributes", kWrite, kOwner, true, {}},
      {"sqs:StartMessageMoveTask", kWrite, kOwner, true, {}},
      {"sqs:TagQueue", kTagging, kOwner, true, {}, kTags},
      {"sqs:UntagQueue", kTagging, kOwner, true, {}, kTagKeys},
  };
}

/// SQS/quotas-policies; seven actions also on the page of AddPermission.
constexpr policy::PolicyQuotas kQuotas = {
    .bytes = 8'192,
    .statements = 20,
    .principals = 50,
    .conditions = 10,
    .actions_in_statement = 7,
};

}  // namespace

const policy::Vocabulary& sqs_vocabulary() {
  static const policy::Vocabulary kSqs{"sqs", actions(), kQuotas};
  return kSqs;
}

}  // namespace sqsproof::semantics

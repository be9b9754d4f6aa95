#include "semantics/vocabulary.h"

namespace sqsproof::semantics {

const policy::Vocabulary& sqs_vocabulary() {
  static const policy::Vocabulary kSqs{"sqs",
                                       {{"sqs:AddPermission", false},
                                        {"sqs:CancelMessageMoveTask", false},
                                        {"sqs:ChangeMessageVisibility", true},
                                        {"sqs:CreateQueue", false},
                                        {"sqs:DeleteMessage", true},
                                        {"sqs:DeleteQueue", false},
                                        {"sqs:GetQueueAttributes", true},
                                        {"sqs:GetQueueUrl", true},
                                        {"sqs:ListDeadLetterSourceQueues", true},
                                        {"sqs:ListMessageMoveTasks", false},
                                        {"sqs:ListQueueTags", false},
                                        {"sqs:ListQueues", false},
                                        {"sqs:PurgeQueue", true},
                                        {"sqs:ReceiveMessage", true},
                                        {"sqs:RemovePermission", false},
                                        {"sqs:SendMessage", true},
                                        {"sqs:SetQueueAttributes", false},
                                        {"sqs:StartMessageMoveTask", false},
                                        {"sqs:TagQueue", false},
                                        {"sqs:UntagQueue", false}}};
  return kSqs;
}

}  // namespace sqsproof::semantics

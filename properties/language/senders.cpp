// Who else sends to queues: services, and what protects a queue from being sent to by strangers.
#include "properties/language/rule.h"

namespace sqsproof::properties {

std::span<const LanguageRule> sender_rules() {
  static constexpr LanguageRule kRules[] = {
      {{"sqs/sender-s3", "S3 calls as a service, with the bucket's ARN and its owner's account.",
        "The ARN of a bucket names no account, so both conditions are needed; "
        "`arn:aws:s3:*:*:bucket` matches it too.",
        "S3/grant-destinations-permissions-to-s3"},
       Standing::decided},
      {{"sqs/sender-sns",
        "SNS calls as a service, with the topic's ARN, also for its dead letters.",
        "The ARN of a topic names its account.", "SNS/subscribe-sqs-queue-to-sns-topic"},
       Standing::decided},
      {{"sqs/sender-eventbridge",
        "EventBridge calls as a service, with the rule's ARN, when its target has no role.",
        "The ARN of a rule names its account, and its bus unless that is the default one.",
        "EB/eb-use-resource-based"},
       Standing::decided},
      {{"sqs/sender-with-role",
        "Pipes, schedules, functions and targets with a role call as that role.",
        "Naming the service lets nobody in; the role is named, or its account.",
        "EB/eb-use-resource-based"},
       Standing::decided},
      {{"sqs/sender-limits",
        "Senders have limits of their own: S3 and EventBridge stay in their Region, S3 sends to no "
        "FIFO queue.",
        "A policy that lets them in does not make them deliver.",
        "S3/notification-how-to-event-types-and-destinations"},
       Standing::outside},
      {{"sqs/sender-others",
        "Whether Auto Scaling, CodeBuild, Connect and Chime call as services or with a role is not "
        "documented here.",
        "The guide of SQS names them for encrypted queues only.", "SQS/sqs-key-management"},
       Standing::outside},
      {{"sqs/source-order",
        "A full aws:SourceArn protects best, then aws:SourceAccount, then the organization.",
        "An ARN with a wildcard for the account protects nothing.", "IAM/confused-deputy"},
       Standing::decided},
      {{"sqs/service-without-source",
        "A grant to a service without a condition on the source is one to all its customers.",
        "Anybody can subscribe a topic of their own.", "IAM/confused-deputy"},
       Standing::decided},
      {{"sqs/null-source", "That a source exists does not say whose it is.",
        "Null on aws:SourceArn is no protection.", "IAM/confused-deputy"},
       Standing::decided},
      {{"sqs/organization-guard",
        "A Deny for services that act outside of an organization spares those that send no source.",
        "Null on aws:SourceAccount is what spares them.", "ORG/orgs_manage_policies_rcps"},
       Standing::decided},
      {{"sqs/tls-guard", "A Deny where aws:SecureTransport is false stops calls without TLS.",
        "It is the usual first statement of a queue policy.", "SQS/sqs-security-best-practices"},
       Standing::decided},
      {{"sqs/network-guard",
        "A Deny for all but one VPC endpoint hits services and the console too.",
        "Their requests have no aws:SourceVpce, and a negated operator holds without the key.",
        "IAM/reference_policies_condition-keys"},
       Standing::decided},
  };
  return kRules;
}

}  // namespace sqsproof::properties

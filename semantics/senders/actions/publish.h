// The SNS actions that publish: Publish, PublishBatch. SNSAPI pages of the same names; botocore
// service model of 2010-03-31.
#pragma once

#include "semantics/actions/batches.h"

namespace sqsproof::semantics::sns {

struct PublishRequest {
  static constexpr std::string_view action = "Publish";
  std::optional<std::string> topic_arn{};
  std::optional<std::string> target_arn{};  ///< may name the topic too
  std::optional<std::string> phone_number{};
  std::optional<std::string> message{};
  std::optional<std::string> subject{};
  std::optional<std::string> message_structure{};  ///< `json`: one message for each protocol
  MessageAttributes message_attributes{};
  std::optional<std::string> message_deduplication_id{};
  std::optional<std::string> message_group_id{};
  static constexpr auto fields() {
    using R = PublishRequest;
    return std::tuple{
        Field{"TopicArn", "TopicArn", &R::topic_arn},
        Field{"TargetArn", "TargetArn", &R::target_arn},
        Field{"PhoneNumber", "PhoneNumber", &R::phone_number},
        Field{"Message", "Message", &R::message, Presence::required},
        Field{"Subject", "Subject", &R::subject},
        Field{"MessageStructure", "MessageStructure", &R::message_structure},
        Field{"MessageAttributes", "MessageAttributes.entry.N", &R::message_attributes},
        Field{"MessageDeduplicationId", "MessageDeduplicationId", &R::message_deduplication_id},
        Field{"MessageGroupId", "MessageGroupId", &R::message_group_id}};
  }
};

struct PublishResponse {
  std::string message_id;
  std::optional<std::string> sequence_number{};  ///< FIFO topics
  static constexpr auto fields() {
    using R = PublishResponse;
    return std::tuple{Field{"MessageId", "MessageId", &R::message_id},
                      Field{"SequenceNumber", "SequenceNumber", &R::sequence_number}};
  }
};

struct PublishBatchRequestEntry {
  std::optional<std::string> id{};
  std::optional<std::string> message{};
  std::optional<std::string> subject{};
  std::optional<std::string> message_structure{};
  MessageAttributes message_attributes{};
  std::optional<std::string> message_deduplication_id{};
  std::optional<std::string> message_group_id{};
  static constexpr auto fields() {
    using R = PublishBatchRequestEntry;
    return std::tuple{
        Field{"Id", "Id", &R::id, Presence::required},
        Field{"Message", "Message", &R::message, Presence::required},
        Field{"Subject", "Subject", &R::subject},
        Field{"MessageStructure", "MessageStructure", &R::message_structure},
        Field{"MessageAttributes", "MessageAttributes.entry.N", &R::message_attributes},
        Field{"MessageDeduplicationId", "MessageDeduplicationId", &R::message_deduplication_id},
        Field{"MessageGroupId", "MessageGroupId", &R::message_group_id}};
  }
};

struct PublishBatchRequest {
  static constexpr std::string_view action = "PublishBatch";
  std::string topic_arn;
  std::vector<PublishBatchRequestEntry> entries{};  ///< 1..10, together at most 256 KiB
  static constexpr auto fields() {
    using R = PublishBatchRequest;
    return std::tuple{Field{"TopicArn", "TopicArn", &R::topic_arn, Presence::required},
                      Field{"PublishBatchRequestEntries", "PublishBatchRequestEntries.member.N",
                            &R::entries, Presence::required}};
  }
};

struct PublishBatchResultEntry {
  std::string id;
  std::string message_id;
  std::optional<std::string> sequence_number{};
  static constexpr auto fields() {
    using R = PublishBatchResultEntry;
    return std::tuple{Field{"Id", "Id", &R::id}, Field{"MessageId", "MessageId", &R::message_id},
                      Field{"SequenceNumber", "SequenceNumber", &R::sequence_number}};
  }
};

struct PublishBatchResponse {
  std::vector<PublishBatchResultEntry> successful{};
  std::vector<BatchResultErrorEntry> failed{};
  static constexpr auto fields() {
    using R = PublishBatchResponse;
    return std::tuple{Field{"Successful", "Successful.member.N", &R::successful},
                      Field{"Failed", "Failed.member.N", &R::failed}};
  }
};

}  // namespace sqsproof::semantics::sns

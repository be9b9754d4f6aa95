// The actions on up to ten messages at once: SendMessageBatch, DeleteMessageBatch,
// ChangeMessageVisibilityBatch. Each entry succeeds or fails on its own.
#pragma once

#include "semantics/actions/action.h"

namespace sqsproof::semantics {

/// An entry that failed. SQSAPI/BatchResultErrorEntry
struct BatchResultErrorEntry {
  std::string id;
  bool sender_fault = true;
  std::string code;  ///< in the Query protocol's spelling, in both protocols
  std::optional<std::string> message;
  static constexpr auto fields() {
    using R = BatchResultErrorEntry;
    return std::tuple{Field{"Id", "Id", &R::id, Presence::required},
                      Field{"SenderFault", "SenderFault", &R::sender_fault, Presence::required},
                      Field{"Code", "Code", &R::code, Presence::required},
                      Field{"Message", "Message", &R::message}};
  }
};

struct SendMessageBatchRequestEntry {
  std::optional<std::string> id;
  std::optional<std::string> message_body;
  std::optional<int> delay_seconds;
  MessageAttributes message_attributes;
  MessageAttributes message_system_attributes;
  std::optional<std::string> message_deduplication_id;
  std::optional<std::string> message_group_id;
  static constexpr auto fields() {
    using R = SendMessageBatchRequestEntry;
    return std::tuple{
        Field{"Id", "Id", &R::id, Presence::required},
        Field{"MessageBody", "MessageBody", &R::message_body, Presence::required},
        Field{"DelaySeconds", "DelaySeconds", &R::delay_seconds},
        Field{"MessageAttributes", "MessageAttribute.N", &R::message_attributes},
        Field{"MessageSystemAttributes", "MessageSystemAttribute.N", &R::message_system_attributes},
        Field{"MessageDeduplicationId", "MessageDeduplicationId", &R::message_deduplication_id},
        Field{"MessageGroupId", "MessageGroupId", &R::message_group_id}};
  }
};

struct SendMessageBatchRequest {
  static constexpr std::string_view action = "SendMessageBatch";
  std::string queue_url;
  std::vector<SendMessageBatchRequestEntry> entries;  ///< 1..10, together at most 1 MiB
  static constexpr auto fields() {
    using R = SendMessageBatchRequest;
    return std::tuple{
        Field{"QueueUrl", "QueueUrl", &R::queue_url, Presence::required},
        Field{"Entries", "SendMessageBatchRequestEntry.N", &R::entries, Presence::required}};
  }
};

struct SendMessageBatchResultEntry {
  std::string id;
  std::string message_id;
  std::string md5_of_message_body;
  std::optional<std::string> md5_of_message_attributes;
  std::optional<std::string> md5_of_message_system_attributes;
  std::optional<std::string> sequence_number;
  static constexpr auto fields() {
    using R = SendMessageBatchResultEntry;
    return std::tuple{
        Field{"Id", "Id", &R::id, Presence::required},
        Field{"MessageId", "MessageId", &R::message_id, Presence::required},
        Field{"MD5OfMessageBody", "MD5OfMessageBody", &R::md5_of_message_body, Presence::required},
        Field{"MD5OfMessageAttributes", "MD5OfMessageAttributes", &R::md5_of_message_attributes},
        Field{"MD5OfMessageSystemAttributes", "MD5OfMessageSystemAttributes",
              &R::md5_of_message_system_attributes},
        Field{"SequenceNumber", "SequenceNumber", &R::sequence_number}};
  }
};

struct SendMessageBatchResponse {
  std::vector<SendMessageBatchResultEntry> successful;
  std::vector<BatchResultErrorEntry> failed;
  static constexpr auto fields() {
    using R = SendMessageBatchResponse;
    return std::tuple{Field{"Successful", "SendMessageBatchResultEntry.N", &R::successful},
                      Field{"Failed", "BatchResultErrorEntry.N", &R::failed}};
  }
};

/// An entry of DeleteMessageBatch or ChangeMessageVisibilityBatch that succeeded.
struct BatchResultEntry {
  std::string id;
  static constexpr auto fields() {
    return std::tuple{Field{"Id", "Id", &BatchResultEntry::id, Presence::required}};
  }
};

struct DeleteMessageBatchRequestEntry {
  std::optional<std::string> id;
  std::optional<std::string> receipt_handle;
  static constexpr auto fields() {
    using R = DeleteMessageBatchRequestEntry;
    return std::tuple{
        Field{"Id", "Id", &R::id, Presence::required},
        Field{"ReceiptHandle", "ReceiptHandle", &R::receipt_handle, Presence::required}};
  }
};

struct DeleteMessageBatchRequest {
  static constexpr std::string_view action = "DeleteMessageBatch";
  std::string queue_url;
  std::vector<DeleteMessageBatchRequestEntry> entries;
  static constexpr auto fields() {
    using R = DeleteMessageBatchRequest;
    return std::tuple{
        Field{"QueueUrl", "QueueUrl", &R::queue_url, Presence::required},
        Field{"Entries", "DeleteMessageBatchRequestEntry.N", &R::entries, Presence::required}};
  }
};

struct DeleteMessageBatchResponse {
  std::vector<BatchResultEntry> successful;
  std::vector<BatchResultErrorEntry> failed;
  static constexpr auto fields() {
    using R = DeleteMessageBatchResponse;
    return std::tuple{Field{"Successful", "DeleteMessageBatchResultEntry.N", &R::successful},
                      Field{"Failed", "BatchResultErrorEntry.N", &R::failed}};
  }
};

struct ChangeMessageVisibilityBatchRequestEntry {
  std::optional<std::string> id;
  std::optional<std::string> receipt_handle;
  std::optional<int> visibility_timeout;
  static constexpr auto fields() {
    using R = ChangeMessageVisibilityBatchRequestEntry;
    return std::tuple{
        Field{"Id", "Id", &R::id, Presence::required},
        Field{"ReceiptHandle", "ReceiptHandle", &R::receipt_handle, Presence::required},
        Field{"VisibilityTimeout", "VisibilityTimeout", &R::visibility_timeout}};
  }
};

struct ChangeMessageVisibilityBatchRequest {
  static constexpr std::string_view action = "ChangeMessageVisibilityBatch";
  std::string queue_url;
  std::vector<ChangeMessageVisibilityBatchRequestEntry> entries;
  static constexpr auto fields() {
    using R = ChangeMessageVisibilityBatchRequest;
    return std::tuple{Field{"QueueUrl", "QueueUrl", &R::queue_url, Presence::required},
                      Field{"Entries", "ChangeMessageVisibilityBatchRequestEntry.N", &R::entries,
                            Presence::required}};
  }
};

struct ChangeMessageVisibilityBatchResponse {
  std::vector<BatchResultEntry> successful;
  std::vector<BatchResultErrorEntry> failed;
  static constexpr auto fields() {
    using R = ChangeMessageVisibilityBatchResponse;
    return std::tuple{
        Field{"Successful", "ChangeMessageVisibilityBatchResultEntry.N", &R::successful},
        Field{"Failed", "BatchResultErrorEntry.N", &R::failed}};
  }
};

}  // namespace sqsproof::semantics

// The actions on messages: SendMessage, ReceiveMessage, DeleteMessage, ChangeMessageVisibility.
#pragma once

#include "semantics/actions/action.h"

namespace sqsproof::semantics {

struct SendMessageRequest {
  static constexpr std::string_view action = "SendMessage";
  std::string queue_url;
  std::optional<std::string> message_body;
  std::optional<int> delay_seconds;  ///< 0..900; on a FIFO queue only 0 or absent
  MessageAttributes message_attributes;
  std::optional<std::string> message_deduplication_id;  ///< 1..128, FIFO
  std::optional<std::string> message_group_id;    ///< 1..128; required on FIFO, a tenant elsewhere
  MessageAttributes message_system_attributes{};  ///< AWSTraceHeader alone
  static constexpr auto fields() {
    using R = SendMessageRequest;
    return std::tuple{
        Field{"QueueUrl", "QueueUrl", &R::queue_url, Presence::required},
        Field{"MessageBody", "MessageBody", &R::message_body, Presence::required},
        Field{"DelaySeconds", "DelaySeconds", &R::delay_seconds},
        Field{"MessageAttributes", "MessageAttribute.N", &R::message_attributes},
        Field{"MessageDeduplicationId", "MessageDeduplicationId", &R::message_deduplication_id},
        Field{"MessageGroupId", "MessageGroupId", &R::message_group_id},
        Field{"MessageSystemAttributes", "MessageSystemAttribute.N",
              &R::message_system_attributes}};
  }
};

struct SendMessageResponse {
  std::string message_id;
  std::string md5_of_message_body;
  std::optional<std::string> md5_of_message_attributes;
  std::optional<std::string> sequence_number;  ///< FIFO; decimal digits
  std::optional<std::string> md5_of_message_system_attributes{};
  static constexpr auto fields() {
    using R = SendMessageResponse;
    return std::tuple{
        Field{"MessageId", "MessageId", &R::message_id, Presence::required},
        Field{"MD5OfMessageBody", "MD5OfMessageBody", &R::md5_of_message_body, Presence::required},
        Field{"MD5OfMessageAttributes", "MD5OfMessageAttributes", &R::md5_of_message_attributes},
        Field{"SequenceNumber", "SequenceNumber", &R::sequence_number},
        Field{"MD5OfMessageSystemAttributes", "MD5OfMessageSystemAttributes",
              &R::md5_of_message_system_attributes}};
  }
};

struct ReceiveMessageRequest {
  static constexpr std::string_view action = "ReceiveMessage";
  std::string queue_url;
  std::vector<std::string> attribute_names;  ///< deprecated spelling of the next one
  std::vector<std::string> message_system_attribute_names;
  std::vector<std::string> message_attribute_names;
  std::optional<int> max_number_of_messages;  ///< 1..10, default 1
  std::optional<int> visibility_timeout;      ///< seconds, 0..43200, default the queue's
  std::optional<int> wait_time_seconds;       ///< 0..20, default the queue's
  std::optional<std::string> receive_request_attempt_id;
  static constexpr auto fields() {
    using R = ReceiveMessageRequest;
    return std::tuple{
        Field{"QueueUrl", "QueueUrl", &R::queue_url, Presence::required},
        Field{"AttributeNames", "AttributeName.N", &R::attribute_names},
        Field{"MessageSystemAttributeNames", "AttributeName.N", &R::message_system_attribute_names},
        Field{"MessageAttributeNames", "MessageAttributeName.N", &R::message_attribute_names},
        Field{"MaxNumberOfMessages", "MaxNumberOfMessages", &R::max_number_of_messages},
        Field{"VisibilityTimeout", "VisibilityTimeout", &R::visibility_timeout},
        Field{"WaitTimeSeconds", "WaitTimeSeconds", &R::wait_time_seconds},
        Field{"ReceiveRequestAttemptId", "ReceiveRequestAttemptId",
              &R::receive_request_attempt_id}};
  }
};

struct ReceivedMessage {
  std::string message_id;
  std::string receipt_handle;
  std::string md5_of_body;
  std::string body;
  StringMap attributes;  ///< system attributes by AWS's names; those that were asked for
  std::optional<std::string> md5_of_message_attributes;
  MessageAttributes message_attributes;
  static constexpr auto fields() {
    using R = ReceivedMessage;
    return std::tuple{
        Field{"MessageId", "MessageId", &R::message_id, Presence::required},
        Field{"ReceiptHandle", "ReceiptHandle", &R::receipt_handle, Presence::required},
        Field{"MD5OfBody", "MD5OfBody", &R::md5_of_body, Presence::required},
        Field{"Body", "Body", &R::body, Presence::required},
        Field{"Attributes", "Attribute.N", &R::attributes},
        Field{"MD5OfMessageAttributes", "MD5OfMessageAttributes", &R::md5_of_message_attributes},
        Field{"MessageAttributes", "MessageAttribute.N", &R::message_attributes}};
  }
};

struct ReceiveMessageResponse {
  std::vector<ReceivedMessage> messages;  ///< the member is absent on the wire when empty
  static constexpr auto fields() {
    return std::tuple{Field{"Messages", "Message.N", &ReceiveMessageResponse::messages}};
  }
};

struct DeleteMessageRequest {
  static constexpr std::string_view action = "DeleteMessage";
  std::string queue_url;
  std::optional<std::string> receipt_handle;
  static constexpr auto fields() {
    using R = DeleteMessageRequest;
    return std::tuple{
        Field{"QueueUrl", "QueueUrl", &R::queue_url, Presence::required},
        Field{"ReceiptHandle", "ReceiptHandle", &R::receipt_handle, Presence::required}};
  }
};

struct DeleteMessageResponse {
  static constexpr auto fields() { return std::tuple<>{}; }
};

struct ChangeMessageVisibilityRequest {
  static constexpr std::string_view action = "ChangeMessageVisibility";
  std::string queue_url;
  std::optional<std::string> receipt_handle;
  std::optional<int> visibility_timeout;  ///< seconds, 0..43200
  static constexpr auto fields() {
    using R = ChangeMessageVisibilityRequest;
    return std::tuple{
        Field{"QueueUrl", "QueueUrl", &R::queue_url, Presence::required},
        Field{"ReceiptHandle", "ReceiptHandle", &R::receipt_handle, Presence::required},
        Field{"VisibilityTimeout", "VisibilityTimeout", &R::visibility_timeout,
              Presence::required}};
  }
};

struct ChangeMessageVisibilityResponse {
  static constexpr auto fields() { return std::tuple<>{}; }
};

}  // namespace sqsproof::semantics

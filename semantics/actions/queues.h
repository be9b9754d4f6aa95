// The actions on queues: CreateQueue, GetQueueUrl, DeleteQueue, PurgeQueue.
#pragma once

#include "semantics/actions/action.h"

namespace sqsproof::semantics {

struct CreateQueueRequest {
  static constexpr std::string_view action = "CreateQueue";
  std::optional<std::string> queue_name;  ///< 1..80 of [A-Za-z0-9_-], `.fifo` at the end of FIFO
  StringMap attributes;
  StringMap tags;
  static constexpr auto fields() {
    using R = CreateQueueRequest;
    return std::tuple{Field{"QueueName", "QueueName", &R::queue_name, Presence::required},
                      Field{"Attributes", "Attribute.N", &R::attributes},
                      Field{"tags", "Tag.N", &R::tags}};
  }
};

struct CreateQueueResponse {
  std::string queue_url;
  static constexpr auto fields() {
    return std::tuple{
        Field{"QueueUrl", "QueueUrl", &CreateQueueResponse::queue_url, Presence::required}};
  }
};

struct GetQueueUrlRequest {
  static constexpr std::string_view action = "GetQueueUrl";
  std::optional<std::string> queue_name;
  std::optional<std::string> queue_owner_aws_account_id;
  static constexpr auto fields() {
    using R = GetQueueUrlRequest;
    return std::tuple{
        Field{"QueueName", "QueueName", &R::queue_name, Presence::required},
        Field{"QueueOwnerAWSAccountId", "QueueOwnerAWSAccountId", &R::queue_owner_aws_account_id}};
  }
};

struct GetQueueUrlResponse {
  std::string queue_url;
  static constexpr auto fields() {
    return std::tuple{
        Field{"QueueUrl", "QueueUrl", &GetQueueUrlResponse::queue_url, Presence::required}};
  }
};

struct DeleteQueueRequest {
  static constexpr std::string_view action = "DeleteQueue";
  std::string queue_url;
  static constexpr auto fields() {
    return std::tuple{
        Field{"QueueUrl", "QueueUrl", &DeleteQueueRequest::queue_url, Presence::required}};
  }
};

struct DeleteQueueResponse {
  static constexpr auto fields() { return std::tuple<>{}; }
};

struct PurgeQueueRequest {
  static constexpr std::string_view action = "PurgeQueue";
  std::string queue_url;
  static constexpr auto fields() {
    return std::tuple{
        Field{"QueueUrl", "QueueUrl", &PurgeQueueRequest::queue_url, Presence::required}};
  }
};

struct PurgeQueueResponse {
  static constexpr auto fields() { return std::tuple<>{}; }
};

}  // namespace sqsproof::semantics

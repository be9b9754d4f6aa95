// The table of contents of the SQS actions, and what a call and its answer are.
#pragma once

#include <span>
#include <variant>

#include "semantics/actions/attributes.h"
#include "semantics/actions/batches.h"
#include "semantics/actions/lists.h"
#include "semantics/actions/messages.h"
#include "semantics/actions/move_tasks.h"
#include "semantics/actions/permissions.h"
#include "semantics/actions/queues.h"
#include "semantics/actions/tags.h"
#include "semantics/errors.h"

namespace sqsproof::semantics {

using AnyCall =
    std::variant<CreateQueueRequest, GetQueueUrlRequest, DeleteQueueRequest, SendMessageRequest,
                 ReceiveMessageRequest, DeleteMessageRequest, ChangeMessageVisibilityRequest,
                 SetQueueAttributesRequest, GetQueueAttributesRequest,
                 ListDeadLetterSourceQueuesRequest, SendMessageBatchRequest,
                 DeleteMessageBatchRequest, ChangeMessageVisibilityBatchRequest, ListQueuesRequest,
                 PurgeQueueRequest, TagQueueRequest, UntagQueueRequest, ListQueueTagsRequest,
                 AddPermissionRequest, RemovePermissionRequest, StartMessageMoveTaskRequest,
                 ListMessageMoveTasksRequest, CancelMessageMoveTaskRequest>;

/// The response of the same index as the call.
using AnyReply = std::variant<
    CreateQueueResponse, GetQueueUrlResponse, DeleteQueueResponse, SendMessageResponse,
    ReceiveMessageResponse, DeleteMessageResponse, ChangeMessageVisibilityResponse,
    SetQueueAttributesResponse, GetQueueAttributesResponse, ListDeadLetterSourceQueuesResponse,
    SendMessageBatchResponse, DeleteMessageBatchResponse, ChangeMessageVisibilityBatchResponse,
    ListQueuesResponse, PurgeQueueResponse, TagQueueResponse, UntagQueueResponse,
    ListQueueTagsResponse, AddPermissionResponse, RemovePermissionResponse,
    StartMessageMoveTaskResponse, ListMessageMoveTasksResponse, CancelMessageMoveTaskResponse>;

/// Their special members are compiled once, not in every file that copies a call: with so many
/// alternatives that was a fifth of a build.
struct Call : AnyCall {
  using AnyCall::AnyCall;
  Call();
  Call(const Call& other);
  Call(Call&& other) noexcept;
  Call& operator=(const Call& other);
  Call& operator=(Call&& other) noexcept;
  ~Call();
};
struct Reply : AnyReply {
  using AnyReply::AnyReply;
  Reply();
  Reply(const Reply& other);
  Reply(Reply&& other) noexcept;
  Reply& operator=(const Reply& other);
  Reply& operator=(Reply&& other) noexcept;
  ~Reply();
};

/// The endpoint said no.
struct ServiceError {
  std::string code;     ///< shape name, `QueueDoesNotExist`; see errors.h for the wire spellings
  std::string message;  ///< as AWS words it
  int http_status = 400;
};

/// Nothing that can be understood came back: whether the call took effect is not known.
struct NoAnswer {
  std::string reason;  ///< `timeout`, `connection refused`, `not JSON`, …
};

using Answer = std::variant<Reply, ServiceError, NoAnswer>;

[[nodiscard]] std::string_view action_of(const Call& call);
/// Names of all actions that a call can be.
[[nodiscard]] std::span<const std::string_view> all_actions();

}  // namespace sqsproof::semantics

// The table of contents of the SNS actions that deliver into queues.
#pragma once

#include <span>
#include <variant>

#include "semantics/senders/actions/publish.h"
#include "semantics/senders/actions/subscriptions.h"
#include "semantics/senders/actions/topics.h"

namespace sqsproof::semantics::sns {

using Call = std::variant<CreateTopicRequest, DeleteTopicRequest, ListTopicsRequest,
                          GetTopicAttributesRequest, SetTopicAttributesRequest, SubscribeRequest,
                          UnsubscribeRequest, ListSubscriptionsRequest,
                          ListSubscriptionsByTopicRequest, GetSubscriptionAttributesRequest,
                          SetSubscriptionAttributesRequest, PublishRequest, PublishBatchRequest>;

/// The response of the same index as the call.
using Reply =
    std::variant<CreateTopicResponse, DeleteTopicResponse, ListTopicsResponse,
                 GetTopicAttributesResponse, SetTopicAttributesResponse, SubscribeResponse,
                 UnsubscribeResponse, ListSubscriptionsResponse, ListSubscriptionsByTopicResponse,
                 GetSubscriptionAttributesResponse, SetSubscriptionAttributesResponse,
                 PublishResponse, PublishBatchResponse>;

/// Names of all actions that a call can be, in the order of the alternatives.
[[nodiscard]] std::span<const std::string_view> all_actions();

}  // namespace sqsproof::semantics::sns

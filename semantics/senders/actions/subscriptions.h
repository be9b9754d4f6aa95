// The SNS actions on subscriptions: Subscribe, Unsubscribe, ListSubscriptions,
// ListSubscriptionsByTopic, GetSubscriptionAttributes, SetSubscriptionAttributes.
// SNSAPI pages of the same names; botocore service model of 2010-03-31.
#pragma once

#include "semantics/actions/action.h"

namespace sqsproof::semantics::sns {

struct SubscribeRequest {
  static constexpr std::string_view action = "Subscribe";
  std::string topic_arn;
  std::string protocol;
  std::optional<std::string> endpoint{};  ///< of `sqs` the ARN of a queue
  StringMap attributes{};
  std::optional<bool> return_subscription_arn{};
  static constexpr auto fields() {
    using R = SubscribeRequest;
    return std::tuple{
        Field{"TopicArn", "TopicArn", &R::topic_arn, Presence::required},
        Field{"Protocol", "Protocol", &R::protocol, Presence::required},
        Field{"Endpoint", "Endpoint", &R::endpoint},
        Field{"Attributes", "Attributes.entry.N", &R::attributes},
        Field{"ReturnSubscriptionArn", "ReturnSubscriptionArn", &R::return_subscription_arn}};
  }
};

struct SubscribeResponse {
  std::string subscription_arn;
  static constexpr auto fields() {
    using R = SubscribeResponse;
    return std::tuple{Field{"SubscriptionArn", "SubscriptionArn", &R::subscription_arn}};
  }
};

struct UnsubscribeRequest {
  static constexpr std::string_view action = "Unsubscribe";
  std::string subscription_arn;
  static constexpr auto fields() {
    using R = UnsubscribeRequest;
    return std::tuple{
        Field{"SubscriptionArn", "SubscriptionArn", &R::subscription_arn, Presence::required}};
  }
};

struct UnsubscribeResponse {
  static constexpr auto fields() { return std::tuple<>{}; }
};

struct ListedSubscription {
  std::string subscription_arn;
  std::string owner;
  std::string protocol;
  std::string endpoint;
  std::string topic_arn;
  static constexpr auto fields() {
    using R = ListedSubscription;
    return std::tuple{
        Field{"SubscriptionArn", "SubscriptionArn", &R::subscription_arn},
        Field{"Owner", "Owner", &R::owner}, Field{"Protocol", "Protocol", &R::protocol},
        Field{"Endpoint", "Endpoint", &R::endpoint}, Field{"TopicArn", "TopicArn", &R::topic_arn}};
  }
};

struct ListSubscriptionsRequest {
  static constexpr std::string_view action = "ListSubscriptions";
  std::optional<std::string> next_token{};
  static constexpr auto fields() {
    return std::tuple{Field{"NextToken", "NextToken", &ListSubscriptionsRequest::next_token}};
  }
};

struct ListSubscriptionsResponse {
  std::vector<ListedSubscription> subscriptions{};
  std::optional<std::string> next_token{};
  static constexpr auto fields() {
    using R = ListSubscriptionsResponse;
    return std::tuple{Field{"Subscriptions", "Subscriptions.member.N", &R::subscriptions},
                      Field{"NextToken", "NextToken", &R::next_token}};
  }
};

struct ListSubscriptionsByTopicRequest {
  static constexpr std::string_view action = "ListSubscriptionsByTopic";
  std::string topic_arn;
  std::optional<std::string> next_token{};
  static constexpr auto fields() {
    using R = ListSubscriptionsByTopicRequest;
    return std::tuple{Field{"TopicArn", "TopicArn", &R::topic_arn, Presence::required},
                      Field{"NextToken", "NextToken", &R::next_token}};
  }
};

struct ListSubscriptionsByTopicResponse : ListSubscriptionsResponse {
  static constexpr auto fields() {
    using R = ListSubscriptionsByTopicResponse;
    return std::tuple{
        Field<R, std::vector<ListedSubscription>>{"Subscriptions", "Subscriptions.member.N",
                                                  &R::subscriptions},
        Field<R, std::optional<std::string>>{"NextToken", "NextToken", &R::next_token}};
  }
};

struct GetSubscriptionAttributesRequest {
  static constexpr std::string_view action = "GetSubscriptionAttributes";
  std::string subscription_arn;
  static constexpr auto fields() {
    using R = GetSubscriptionAttributesRequest;
    return std::tuple{
        Field{"SubscriptionArn", "SubscriptionArn", &R::subscription_arn, Presence::required}};
  }
};

struct GetSubscriptionAttributesResponse {
  StringMap attributes{};
  static constexpr auto fields() {
    using R = GetSubscriptionAttributesResponse;
    return std::tuple{Field{"Attributes", "Attributes.entry.N", &R::attributes}};
  }
};

struct SetSubscriptionAttributesRequest {
  static constexpr std::string_view action = "SetSubscriptionAttributes";
  std::string subscription_arn;
  std::string attribute_name;
  std::optional<std::string> attribute_value{};
  static constexpr auto fields() {
    using R = SetSubscriptionAttributesRequest;
    return std::tuple{
        Field{"SubscriptionArn", "SubscriptionArn", &R::subscription_arn, Presence::required},
        Field{"AttributeName", "AttributeName", &R::attribute_name, Presence::required},
        Field{"AttributeValue", "AttributeValue", &R::attribute_value}};
  }
};

struct SetSubscriptionAttributesResponse {
  static constexpr auto fields() { return std::tuple<>{}; }
};

}  // namespace sqsproof::semantics::sns

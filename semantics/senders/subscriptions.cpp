#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "policy/values/arn.h"
#include "policy/values/base64.h"
#include "semantics/senders/sns_refusal.h"
#include "semantics/senders/topics.h"

namespace sqsproof::semantics::sns {
namespace {

/// What SNS can deliver to, beside queues. SNSAPI/Subscribe
constexpr std::array<std::string_view, 8> kElsewhere = {
    "http", "https", "email", "email-json", "sms", "application", "lambda", "firehose"};

Checked<bool> check_protocol(const std::string& protocol) {
  if (protocol == "sqs") return true;
  if (std::find(kElsewhere.begin(), kElsewhere.end(), protocol) != kElsewhere.end()) {
    return invalid_parameter(
        fmt::format("Protocol Reason: this endpoint delivers to sqs alone, not to {}", protocol));
  }
  return invalid_parameter(
      fmt::format("Amazon SNS does not support this protocol string: {}", protocol));
}

/// The text with the doubled words is recorded: test_validations_for_fifo.
Checked<bool> check_endpoint(const std::string& endpoint, const Topic& topic) {
  const auto arn = policy::split_arn(endpoint);
  if (!arn || arn->service() != "sqs") return invalid_parameter("SQS endpoint ARN");
  if (endpoint.ends_with(".fifo") && !topic.fifo) {
    return invalid_parameter(
        "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard "
        "SNS topics");
  }
  return true;
}

std::optional<std::string> value_of(const StringMap& map, const std::string& name) {
  const auto found = map.find(name);
  return found == map.end() ? std::nullopt : std::optional(found->second);
}

/// The scope first: it says how the policy is read.
Checked<bool> set_all(Subscription& subscription, const StringMap& attributes) {
  const auto scope = attributes.find("FilterPolicyScope");
  if (scope != attributes.end()) {
    auto good = set_attribute(subscription, scope->first, scope->second, kOfCall);
    if (!good) return good;
  }
  for (const auto& [name, value] : attributes) {
    auto good = set_attribute(subscription, name, value, kOfCall);
    if (!good) return good;
  }
  return true;
}

}  // namespace

Checked<Subscription*> Topics::find_subscription(const std::string& arn) {
  const auto parts = std::count(arn.begin(), arn.end(), ':') + 1;
  if (parts < 6) {
    return invalid_parameter(
        fmt::format("SubscriptionArn Reason: An ARN must have at least 6 elements, not {}", parts));
  }
  const auto found = subscriptions_.find(arn);
  if (found == subscriptions_.end()) return refuse("NotFound", "Subscription does not exist");
  return &found->second;
}

Subscription* Topics::subscription_to(const Topic& topic, const std::string& endpoint) {
  for (const std::string& arn : topic.subscriptions) {
    Subscription& subscription = subscriptions_.at(arn);
    if (subscription.endpoint == endpoint) return &subscription;
  }
  return nullptr;
}

/// A queue is subscribed once; asking again answers the same, unless attributes differ. A queue of
/// another account has to confirm, which nobody can do here: it stays pending and gets nothing.
Checked<Reply> Topics::run(const SubscribeRequest& request) {
  const auto found = find_topic(request.topic_arn);
  if (!found) return Refusal(found.error());
  Topic& topic = **found;
  if (auto good = check_protocol(request.protocol); !good) return Refusal(good.error());
  const std::string endpoint = request.endpoint.value_or("");
  if (auto good = check_endpoint(endpoint, topic); !good) return Refusal(good.error());
  Subscription wanted;
  wanted.topic_arn = topic.arn;
  wanted.owner = config_.account;
  wanted.endpoint = endpoint;
  wanted.pending = policy::split_arn(endpoint)->account() != config_.account;
  if (auto good = set_all(wanted, request.attributes); !good) return Refusal(good.error());
  if (const Subscription* existing = subscription_to(topic, endpoint)) {
    const StringMap shown = shown_attributes(*existing);
    const StringMap asked = shown_attributes(wanted);
    for (const auto& [name, value] : request.attributes) {
      if (value_of(asked, name) != value_of(shown, name)) {
        return invalid_parameter(
            "Attributes Reason: Subscription already exists with different attributes");
      }
    }
    return SubscribeResponse{existing->arn};
  }
  wanted.arn = topic.arn + ":" + new_uuid();
  topic.subscriptions.push_back(wanted.arn);
  const bool tell = !wanted.pending || request.return_subscription_arn.value_or(false);
  SubscribeResponse response{tell ? wanted.arn : "pending confirmation"};
  const std::string arn = wanted.arn;
  subscriptions_.emplace(arn, std::move(wanted));
  return response;
}

/// What is not there any more can be ended again; a topic's ARN is no subscription's.
Checked<Reply> Topics::run(const UnsubscribeRequest& request) {
  const auto found = find_subscription(request.subscription_arn);
  if (!found) {
    const auto parts = policy::split_arn(request.subscription_arn);
    if (!parts) return Refusal(found.error());
    if (parts->resource().find(':') == std::string_view::npos) {
      return invalid_parameter("SubscriptionId");
    }
    return UnsubscribeResponse{};
  }
  if (config_.flaw == Flaw::unsubscribe_ignored) return UnsubscribeResponse{};
  Topic& topic = topics_.at((*found)->topic_arn);
  std::erase(topic.subscriptions, request.subscription_arn);
  ++topic.subscriptions_deleted;
  subscriptions_.erase(request.subscription_arn);
  return UnsubscribeResponse{};
}

ListedSubscription Topics::listed(const Subscription& subscription) const {
  return {subscription.pending ? "PendingConfirmation" : subscription.arn, subscription.owner,
          "sqs", subscription.endpoint, subscription.topic_arn};
}

/// ARNs of one topic's subscriptions have its ARN in common, so they stand together.
Checked<ListSubscriptionsResponse> Topics::page(const std::optional<std::string>& token,
                                                const std::string& topic_arn) const {
  const std::string begin = topic_arn.empty() ? "" : topic_arn + ":";
  auto at = subscriptions_.lower_bound(begin);
  if (token) {
    const auto last = policy::from_base64(*token);
    if (!last || *last < begin) return invalid_parameter("NextToken");
    at = subscriptions_.upper_bound(*last);
  }
  ListSubscriptionsResponse response;
  std::string last;
  for (; at != subscriptions_.end() && at->first.starts_with(begin); ++at) {
    if (response.subscriptions.size() == kPage) {
      response.next_token = policy::to_base64(last);
      break;
    }
    response.subscriptions.push_back(listed(at->second));
    last = at->first;
  }
  return response;
}

Checked<Reply> Topics::run(const ListSubscriptionsRequest& request) {
  auto response = page(request.next_token, "");
  if (!response) return Refusal(response.error());
  return std::move(*response);
}

Checked<Reply> Topics::run(const ListSubscriptionsByTopicRequest& request) {
  const auto topic = find_topic(request.topic_arn);
  if (!topic) return Refusal(topic.error());
  auto response = page(request.next_token, (*topic)->arn);
  if (!response) return Refusal(response.error());
  return ListSubscriptionsByTopicResponse{std::move(*response)};
}

Checked<Reply> Topics::run(const GetSubscriptionAttributesRequest& request) {
  const auto subscription = find_subscription(request.subscription_arn);
  if (!subscription) return Refusal(subscription.error());
  return GetSubscriptionAttributesResponse{shown_attributes(**subscription)};
}

Checked<Reply> Topics::run(const SetSubscriptionAttributesRequest& request) {
  const auto subscription = find_subscription(request.subscription_arn);
  if (!subscription) return Refusal(subscription.error());
  const bool of_filter = request.attribute_name == "FilterPolicy";
  if (of_filter && config_.flaw == Flaw::filter_change_ignored) {
    return SetSubscriptionAttributesResponse{};
  }
  const auto good = set_attribute(**subscription, request.attribute_name,
                                  request.attribute_value.value_or(""), std::string_view());
  if (!good) return Refusal(good.error());
  return SetSubscriptionAttributesResponse{};
}

}  // namespace sqsproof::semantics::sns

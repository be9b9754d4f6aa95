#include "semantics/senders/topics.h"

#include <algorithm>
#include <fmt/format.h>

#include "policy/values/arn.h"
#include "policy/values/base64.h"
#include "semantics/senders/sns_refusal.h"

namespace sqsproof::semantics::sns {

Topics::Topics(TopicsConfig config, Deliver deliver, DeliveryLog& log)
    : config_(std::move(config)), deliver_(std::move(deliver)), log_(log), random_(config_.seed) {}

Checked<Reply> Topics::apply(const Call& call, Instant_us now, const CallContext& context) {
  now_ = now;
  context_ = context;
  return std::visit([&](const auto& request) { return run(request); }, call);
}

/// A version 4 UUID from the seeded generator.
std::string Topics::new_uuid() {
  const std::uint64_t high = (random_() & ~0xf000ULL) | 0x4000;
  const std::uint64_t low = (random_() & (~0ULL >> 2)) | (1ULL << 63);
  return MessageId{high, low}.text();
}

Checked<Topic*> Topics::find_topic(const std::string& arn) {
  const auto parts = policy::split_arn(arn);
  if (!parts) {
    return invalid_parameter(
        fmt::format("TopicArn Reason: An ARN must have at least 6 elements, not {}",
                    std::count(arn.begin(), arn.end(), ':') + 1));
  }
  if (parts->region() != config_.region) return invalid_parameter("TopicArn");
  const auto found = topics_.find(arn);
  if (found == topics_.end()) return refuse("NotFound", "Topic does not exist");
  return &found->second;
}

/// A topic of that name is there: good, when nothing that is given differs.
/// SNSAPI/CreateTopic
Checked<Reply> Topics::run(const CreateTopicRequest& request) {
  if (!request.name) return missing("name");
  if (auto good = check_topic_name(*request.name, request.attributes); !good) {
    return Refusal(good.error());
  }
  Topic topic;
  topic.name = *request.name;
  topic.fifo = topic.name.ends_with(".fifo");
  topic.arn = fmt::format("arn:aws:sns:{}:{}:{}", config_.region, config_.account, topic.name);
  topic.tags = request.tags;
  for (const auto& [name, value] : request.attributes) {
    if (name == "FifoTopic") continue;
    const auto good = set_attribute(topic, name, value, kOfCall);
    if (!good) return Refusal(good.error());
  }
  const auto existing = topics_.find(topic.arn);
  if (existing != topics_.end()) {
    const StringMap shown = shown_attributes(existing->second);
    for (const auto& [name, value] : topic.attributes) {
      const auto found = shown.find(name);
      if (found == shown.end() || found->second != value) {
        return invalid_parameter(
            "Attributes Reason: Topic already exists with different attributes");
      }
    }
    if (!topic.tags.empty() && topic.tags != existing->second.tags) {
      return invalid_parameter("Tags Reason: Topic already exists with different tags");
    }
  }
  CreateTopicResponse response{topic.arn};
  if (existing == topics_.end()) topics_.emplace(topic.arn, std::move(topic));
  return response;
}

/// Deleting what is not there is no error. SNSAPI/DeleteTopic
Checked<Reply> Topics::run(const DeleteTopicRequest& request) {
  const auto topic = find_topic(request.topic_arn);
  if (!topic) {
    if (topic.error().code == "NotFound") return DeleteTopicResponse{};
    return Refusal(topic.error());
  }
  for (const std::string& arn : (*topic)->subscriptions) subscriptions_.erase(arn);
  topics_.erase(request.topic_arn);
  return DeleteTopicResponse{};
}

Checked<Reply> Topics::run(const ListTopicsRequest& request) {
  auto at = topics_.begin();
  if (request.next_token) {
    const auto last = policy::from_base64(*request.next_token);
    if (!last) return invalid_parameter("NextToken");
    at = topics_.upper_bound(*last);
  }
  ListTopicsResponse response;
  for (; at != topics_.end() && response.topics.size() < kPage; ++at) {
    response.topics.push_back({at->first});
  }
  if (at != topics_.end()) {
    response.next_token = policy::to_base64(response.topics.back().topic_arn);
  }
  return response;
}

Checked<Reply> Topics::run(const GetTopicAttributesRequest& request) {
  const auto found = find_topic(request.topic_arn);
  if (!found) return Refusal(found.error());
  const Topic& topic = **found;
  const auto pending =
      std::count_if(topic.subscriptions.begin(), topic.subscriptions.end(),
                    [&](const std::string& arn) { return subscriptions_.at(arn).pending; });
  const auto all = static_cast<std::ptrdiff_t>(topic.subscriptions.size());
  GetTopicAttributesResponse response{shown_attributes(topic)};
  response.attributes["SubscriptionsPending"] = std::to_string(pending);
  response.attributes["SubscriptionsConfirmed"] = std::to_string(all - pending);
  response.attributes["SubscriptionsDeleted"] = std::to_string(topic.subscriptions_deleted);
  return response;
}

Checked<Reply> Topics::run(const SetTopicAttributesRequest& request) {
  const auto topic = find_topic(request.topic_arn);
  if (!topic) return Refusal(topic.error());
  const auto good = set_attribute(**topic, request.attribute_name,
                                  request.attribute_value.value_or(""), std::string_view());
  if (!good) return Refusal(good.error());
  return SetTopicAttributesResponse{};
}

}  // namespace sqsproof::semantics::sns

// SNS as far as it delivers into queues: topics, subscriptions of queues, publishes.
//
// Pure like the model of queues: time comes in with each call, and messages go out through the
// seam of delivery.h, at once and in the order of the subscriptions. A queue that does not take a
// message gets it no second time (to SNS that is a client-side error, which is not retried:
// SNS/sns-message-delivery-retries); the subscription's dead-letter queue gets it, if there is one.
// One account in one region; other protocols than `sqs` are refused.
#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include "semantics/model/service.h"
#include "semantics/senders/actions/all.h"
#include "semantics/senders/delivery.h"
#include "semantics/senders/notification.h"
#include "semantics/senders/topic.h"

namespace sqsproof::semantics {
class Archive;
}

namespace sqsproof::semantics::sns {

struct TopicsConfig {
  std::string region = "us-east-1";
  std::string account = "000000000000";
  std::uint64_t seed = 2;  ///< of message ids
  Flaw flaw = Flaw::none;
};

class Topics {
 public:
  /// The log must live as long as the topics.
  Topics(TopicsConfig config, Deliver deliver, DeliveryLog& log);

  [[nodiscard]] Checked<Reply> apply(const Call& call, Instant_us now, const CallContext& context);
  void set_flaw(Flaw flaw) { config_.flaw = flaw; }
  void carry(Archive& archive);  ///< snapshot.cpp

 private:
  Checked<Reply> run(const CreateTopicRequest& request);
  Checked<Reply> run(const DeleteTopicRequest& request);
  Checked<Reply> run(const ListTopicsRequest& request);
  Checked<Reply> run(const GetTopicAttributesRequest& request);
  Checked<Reply> run(const SetTopicAttributesRequest& request);
  Checked<Reply> run(const SubscribeRequest& request);
  Checked<Reply> run(const UnsubscribeRequest& request);
  Checked<Reply> run(const ListSubscriptionsRequest& request);
  Checked<Reply> run(const ListSubscriptionsByTopicRequest& request);
  Checked<Reply> run(const GetSubscriptionAttributesRequest& request);
  Checked<Reply> run(const SetSubscriptionAttributesRequest& request);
  Checked<Reply> run(const PublishRequest& request);
  Checked<Reply> run(const PublishBatchRequest& request);

  [[nodiscard]] Checked<Topic*> find_topic(const std::string& arn);
  [[nodiscard]] Checked<Subscription*> find_subscription(const std::string& arn);
  [[nodiscard]] Subscription* subscription_to(const Topic& topic, const std::string& endpoint);
  [[nodiscard]] ListedSubscription listed(const Subscription& subscription) const;
  /// A page of the subscriptions whose ARNs come behind the token's.
  [[nodiscard]] Checked<ListSubscriptionsResponse> page(const std::optional<std::string>& token,
                                                        const std::string& topic_arn) const;
  [[nodiscard]] std::string new_uuid();

  /// Checks that the request is good for the topic; nothing is sent.
  [[nodiscard]] static Checked<bool> check_publish(const PublishRequest& request,
                                                   const Topic& topic);
  PublishResponse publish(const PublishRequest& request, Topic& topic);
  [[nodiscard]] bool takes(const Subscription& subscription, const Topic& topic,
                           const Notification& notification) const;
  /// With a flaw.
  void liken_to_first(Subscription& subscription, const Topic& topic);
  void fan_out(const Topic& topic, const Notification& notification);
  /// False when the queue of the subscription did not take it.
  bool deliver_to(const Subscription& subscription, const Topic& topic,
                  const Notification& notification);
  [[nodiscard]] ServiceDelivery delivery_of(const Subscription& subscription,
                                            const std::string& queue_arn, const Topic& topic,
                                            const Notification& notification) const;

  TopicsConfig config_;
  Deliver deliver_;
  DeliveryLog& log_;
  std::mt19937_64 random_;
  std::map<std::string, Topic> topics_;                ///< by ARN
  std::map<std::string, Subscription> subscriptions_;  ///< by ARN
  Instant_us now_ = 0;                                 ///< of the call that is applied
  CallContext context_;
  /// What was not taken, by subscription; with a flaw only, and not kept in a snapshot.
  std::vector<std::pair<std::string, Notification>> late_;
};

/// What of a publish is wrong whatever the topic is: subject, structure, attributes, size.
[[nodiscard]] Checked<bool> check_content(const PublishRequest& request);
/// The message for queues: the whole, or the part for `sqs` of one published with `json` structure.
[[nodiscard]] std::string message_for_queues(const PublishRequest& request);
/// Bytes of message and attributes. SNS/sns-message-attributes
[[nodiscard]] std::size_t size_of(const PublishRequest& request);
/// SNSAPI/Publish, 2026-04
constexpr std::size_t kMostBytes = 262'144;
/// SNSAPI/ListTopics, SNSAPI/ListSubscriptions, 2026-04
constexpr std::size_t kPage = 100;

}  // namespace sqsproof::semantics::sns

#include <algorithm>
#include <set>
#include <utility>

#include "semantics/digest.h"
#include "semantics/limits.h"
#include "semantics/model/sequence.h"
#include "semantics/senders/sns_refusal.h"
#include "semantics/senders/timestamp.h"
#include "semantics/senders/topics.h"

namespace sqsproof::semantics::sns {
namespace {

bool is_entry_id(const std::string& id) {
  constexpr std::string_view kLegal =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  return !id.empty() && id.find_first_not_of(kLegal) == std::string::npos;
}

/// SNSAPI/PublishBatch; texts recorded.
Checked<bool> check_entries(const PublishBatchRequest& request) {
  if (request.entries.empty()) {
    return refuse("EmptyBatchRequest", "The batch request doesn't contain any entries.");
  }
  if (request.entries.size() > kBatchEntries) {
    return refuse("TooManyEntriesInBatchRequest",
                  "The batch request contains more entries than permissible.");
  }
  std::set<std::string> ids;
  for (const auto& entry : request.entries) {
    const std::string id = entry.id.value_or("");
    if (!ids.insert(id).second) {
      return refuse("BatchEntryIdsNotDistinct",
                    "Two or more batch entries in the request have the same Id.");
    }
    if (id.size() > kBatchIdLength) {
      return refuse("InvalidBatchEntryId",
                    "The Id of a batch entry in the batch request is too long: " + id);
    }
    if (!is_entry_id(id)) {
      return refuse(
          "InvalidBatchEntryId",
          "The Id of a batch entry in the batch request contains an impermissible character: " +
              id);
    }
  }
  return true;
}

PublishRequest single(const PublishBatchRequestEntry& entry, const std::string& topic_arn) {
  PublishRequest request;
  request.topic_arn = topic_arn;
  request.message = entry.message;
  request.subject = entry.subject;
  request.message_structure = entry.message_structure;
  request.message_attributes = entry.message_attributes;
  request.message_deduplication_id = entry.message_deduplication_id;
  request.message_group_id = entry.message_group_id;
  return request;
}

/// Of the topic, or of each message group. SNS/fifo-message-dedup
std::string deduplication_key(const Topic& topic, const Notification& notification) {
  const auto scope = topic.attributes.find("FifoThroughputScope");
  const bool by_group = scope != topic.attributes.end() && scope->second == "MessageGroup";
  return by_group ? *notification.group_id + '\n' + notification.deduplication_id
                  : notification.deduplication_id;
}

/// With a flaw: the message waits for the next one.
bool is_third_of_four(const Topic& topic) { return topic.fifo && topic.published % 4 == 3; }

}  // namespace

Checked<Reply> Topics::run(const PublishRequest& request) {
  if (request.phone_number) {
    return invalid_parameter("PhoneNumber Reason: this endpoint delivers to sqs alone");
  }
  if (auto good = check_content(request); !good) return Refusal(good.error());
  const auto topic = find_topic(request.topic_arn.value_or(request.target_arn.value_or("")));
  if (!topic) return Refusal(topic.error());
  if (auto good = check_publish(request, **topic); !good) return Refusal(good.error());
  return publish(request, **topic);
}

/// An entry that is wrong fails the whole request (recorded), so nothing is sent before all are
/// checked.
Checked<Reply> Topics::run(const PublishBatchRequest& request) {
  if (auto good = check_entries(request); !good) return Refusal(good.error());
  const auto topic = find_topic(request.topic_arn);
  if (!topic) return Refusal(topic.error());
  std::vector<PublishRequest> messages;
  std::size_t size = 0;
  for (const auto& entry : request.entries) {
    messages.push_back(single(entry, request.topic_arn));
    if (auto good = check_content(messages.back()); !good) return Refusal(good.error());
    if (auto good = check_publish(messages.back(), **topic); !good) return Refusal(good.error());
    size += size_of(messages.back());
  }
  if (size > kMostBytes) {
    return refuse("BatchRequestTooLong",
                  "The length of all the messages put together is more than the limit.");
  }
  PublishBatchResponse response;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    PublishResponse one = publish(messages[i], **topic);
    response.successful.push_back(
        {*request.entries[i].id, std::move(one.message_id), std::move(one.sequence_number)});
  }
  return response;
}

/// What a FIFO topic has within five minutes already is answered as it was then, and not sent.
PublishResponse Topics::publish(const PublishRequest& request, Topic& topic) {
  Notification notification;
  notification.message = message_for_queues(request);
  notification.subject = request.subject;
  notification.attributes = request.message_attributes;
  notification.group_id = request.message_group_id;
  notification.timestamp = iso_8601(now_);
  if (topic.fifo) {
    const bool none = config_.flaw == Flaw::topic_dedup_none;
    const std::string given = none ? new_uuid() : request.message_deduplication_id.value_or("");
    notification.deduplication_id = given.empty() ? sha256_hex(*request.message) : given;
    const std::string key = deduplication_key(topic, notification);
    if (const auto* first = topic.accepted.find(key, now_, kDeduplicationWindow_us)) {
      return {first->message_id, first->sequence_number};
    }
    notification.sequence_number = sequence_number(++topic.published);
    notification.message_id = new_uuid();
    topic.accepted.remember(key, {notification.message_id, *notification.sequence_number}, now_);
  } else {
    notification.message_id = new_uuid();
  }
  fan_out(topic, notification);
  return {notification.message_id, notification.sequence_number};
}

void Topics::fan_out(const Topic& topic, const Notification& notification) {
  const auto late = std::exchange(late_, {});
  for (const std::string& arn : topic.subscriptions) {
    Subscription& subscription = subscriptions_.at(arn);
    liken_to_first(subscription, topic);
    if (subscription.pending || !takes(subscription, topic, notification)) continue;
    const bool held = config_.flaw == Flaw::topic_swaps_two && is_third_of_four(topic);
    const bool sent = !held && deliver_to(subscription, topic, notification);
    if (!sent && config_.flaw == Flaw::topic_stops_at_failure) return;
    if (sent && config_.flaw == Flaw::subscribers_compete) return;
    const bool again = held || config_.flaw == Flaw::topic_retries_late;
    if (!sent && again) late_.emplace_back(arn, notification);
    const bool never = !topic.fifo && config_.flaw == Flaw::topic_gives_up;
    if (!sent && never) subscription.pending = true;
  }
  for (const auto& [arn, older] : late) {
    const auto found = subscriptions_.find(arn);
    if (found != subscriptions_.end()) deliver_to(found->second, topic, older);
  }
}

void Topics::liken_to_first(Subscription& subscription, const Topic& topic) {
  if (config_.flaw != Flaw::raw_of_first && config_.flaw != Flaw::filter_of_first) return;
  const Subscription& first = subscriptions_.at(topic.subscriptions.front());
  if (config_.flaw == Flaw::raw_of_first) subscription.raw = first.raw;
  if (config_.flaw != Flaw::filter_of_first) return;
  subscription.filter = first.filter;
  subscription.scope = first.scope;
}

bool Topics::takes(const Subscription& subscription, const Topic& topic,
                   const Notification& notification) const {
  if (!subscription.filter) return true;
  const bool bare =
      subscription.scope == FilterScope::message_attributes && notification.attributes.empty();
  if (bare && config_.flaw == Flaw::filter_spares_bare) return true;
  if (config_.flaw != Flaw::filter_reads_envelope) {
    return subscription.filter->accepts(notification.attributes, notification.message);
  }
  Subscription wrapped = subscription;
  wrapped.raw = false;
  const SendMessageRequest whole =
      message_for(wrapped, subscription.endpoint, topic, notification, context_.base_url);
  return subscription.filter->accepts(notification.attributes, *whole.message_body);
}

ServiceDelivery Topics::delivery_of(const Subscription& subscription, const std::string& queue_arn,
                                    const Topic& topic, const Notification& notification) const {
  SendMessageRequest message =
      message_for(subscription, queue_arn, topic, notification, context_.base_url);
  if (config_.flaw == Flaw::raw_without_attributes) message.message_attributes.clear();
  if (config_.flaw == Flaw::envelope_attributes_outside) {
    message.message_attributes = notification.attributes;
  }
  return {"sns.amazonaws.com", topic.arn,          config_.account,
          queue_arn,           std::move(message), context_.trace_header};
}

/// The dead-letter queue is sent to by the same service for the same topic, so its policy has to
/// let them in as well. SNS/sns-dead-letter-queues
bool Topics::deliver_to(const Subscription& subscription, const Topic& topic,
                        const Notification& notification) {
  const auto send = [&](const std::string& queue_arn) {
    return deliver_(delivery_of(subscription, queue_arn, topic, notification), now_);
  };
  const auto log = [&](const std::string& queue_arn, const ServiceError& why,
                       const std::string& instead) {
    log_.add({now_, "sns.amazonaws.com", topic.arn, subscription.arn, queue_arn, why, instead});
  };
  const auto sent = send(subscription.endpoint);
  if (sent) return true;
  const std::string& dead_letters = subscription.dead_letter_arn;
  if (dead_letters.empty()) {
    log(subscription.endpoint, sent.error(), "");
    return false;
  }
  const auto saved = send(dead_letters);
  log(subscription.endpoint, sent.error(), saved ? dead_letters : "");
  if (!saved) log(dead_letters, saved.error(), "");
  return false;
}

}  // namespace sqsproof::semantics::sns

// What SNS puts on a queue: a message as it was published (raw), or the envelope around it.
// SNS/sns-sqs-as-subscriber, SNS/sns-large-payload-raw-message-delivery
#pragma once

#include <optional>
#include <string>

#include "semantics/actions/messages.h"
#include "semantics/senders/topic.h"

namespace sqsproof::semantics::sns {

/// A publish that was accepted.
struct Notification {
  std::string message_id;
  std::optional<std::string> sequence_number{};  ///< FIFO topics
  std::optional<std::string> subject{};
  std::string message;  ///< that for queues, when it was published for each protocol
  MessageAttributes attributes{};
  std::optional<std::string> group_id{};
  std::string deduplication_id{};  ///< FIFO topics; given, or of the content
  std::string timestamp;
};

/// The message of a subscription for a queue: its endpoint, or its dead-letter queue. `base_url`
/// comes into UnsubscribeURL. Group and deduplication ids go from FIFO topics to FIFO queues, and
/// group ids from standard topics to standard queues, where they mean tenants.
/// SNS/fifo-message-grouping, SNS/sns-publishing
[[nodiscard]] SendMessageRequest message_for(const Subscription& subscription,
                                             const std::string& queue_arn, const Topic& topic,
                                             const Notification& notification,
                                             const std::string& base_url);

}  // namespace sqsproof::semantics::sns

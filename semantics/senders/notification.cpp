#include "semantics/senders/notification.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "policy/values/base64.h"

namespace sqsproof::semantics::sns {
namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// An object in the layout that SNS gives it: members on lines of their own, ` : ` between.
class Envelope {
 public:
  void add(std::string_view name, const std::string& value) { add_json(name, dumped(value)); }
  void add_json(std::string_view name, const std::string& json) {
    text_ += fmt::format("{}\n  \"{}\" : {}", text_.empty() ? "{" : ",", name, json);
  }
  [[nodiscard]] std::string text() const { return text_ + "\n}"; }

 private:
  std::string text_;
};

/// Members are `Type` and `Value`; bytes are base64.
std::string attributes_json(const MessageAttributes& attributes) {
  std::string text;
  for (const auto& [name, value] : attributes) {
    const std::string content = value.binary_value ? policy::to_base64(*value.binary_value)
                                                   : value.string_value.value_or("");
    text += fmt::format("{}\n    {} : {{\"Type\":{},\"Value\":{}}}", text.empty() ? "{" : ",",
                        dumped(name), dumped(value.data_type), dumped(content));
  }
  return text + "\n  }";
}

/// The signature is the word that AWS's pages use for one: nobody's key has signed it.
void add_signature(Envelope& envelope, const Topic& topic, const std::string& base_url) {
  const auto version = topic.attributes.find("SignatureVersion");
  envelope.add("SignatureVersion", version == topic.attributes.end() ? "1" : version->second);
  envelope.add("Signature",
               "EXAMPLEpH+DcEwjAPg8O9mY8dReBSwksfg2S7WKQcikcNKWLQjwu6A4VbeS0QHVCkhRS7fU");
  envelope.add("SigningCertURL", base_url + "/SimpleNotificationService-example.pem");
}

std::string envelope_of(const Subscription& subscription, const Topic& topic,
                        const Notification& notification, const std::string& base_url) {
  Envelope envelope;
  envelope.add("Type", "Notification");
  envelope.add("MessageId", notification.message_id);
  if (notification.sequence_number) {
    envelope.add("SequenceNumber", *notification.sequence_number);
  }
  envelope.add("TopicArn", topic.arn);
  if (notification.subject) envelope.add("Subject", *notification.subject);
  envelope.add("Message", notification.message);
  envelope.add("Timestamp", notification.timestamp);
  if (!topic.fifo) add_signature(envelope, topic, base_url);
  envelope.add("UnsubscribeURL", fmt::format("{}/?Action=Unsubscribe&SubscriptionArn={}", base_url,
                                             subscription.arn));
  if (!notification.attributes.empty()) {
    envelope.add_json("MessageAttributes", attributes_json(notification.attributes));
  }
  return envelope.text();
}

}  // namespace

SendMessageRequest message_for(const Subscription& subscription, const std::string& queue_arn,
                               const Topic& topic, const Notification& notification,
                               const std::string& base_url) {
  SendMessageRequest send;
  if (subscription.raw) {
    send.message_body = notification.message;
    send.message_attributes = notification.attributes;
  } else {
    send.message_body = envelope_of(subscription, topic, notification, base_url);
  }
  const bool fifo_queue = queue_arn.ends_with(".fifo");
  if (topic.fifo == fifo_queue) send.message_group_id = notification.group_id;
  if (topic.fifo && fifo_queue) send.message_deduplication_id = notification.deduplication_id;
  return send;
}

}  // namespace sqsproof::semantics::sns

#include "semantics/model/checks.h"

#include <algorithm>
#include <cstdint>
#include <fmt/format.h>

namespace sqsproof::semantics {
namespace {

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// ASCII letters, digits and punctuation: what group and deduplication ids are made of.
bool is_id(const std::string& text) {
  return !text.empty() && text.size() <= kIdLength &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

Checked<bool> check_id(const std::optional<std::string>& id, std::string_view name) {
  if (!id || is_id(*id)) return true;
  return invalid_value(*id, name,
                       fmt::format("{} can only include alphanumeric and punctuation characters. "
                                   "1 to 128 in length.",
                                   name));
}

/// The code point that begins at `at`, which moves behind it. The text is valid UTF-8.
std::uint32_t next_code_point(const std::string& text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at++]);
  const int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
  std::uint32_t point = more == 0 ? first : first & (0x3fU >> more);
  for (int i = 0; i < more && at < text.size(); ++i) {
    point = point << 6 | (static_cast<unsigned char>(text[at++]) & 0x3fU);
  }
  return point;
}

/// The characters that XML 1.0 can carry. SQSAPI/SendMessage
Checked<bool> check_characters(const std::string& body) {
  for (std::size_t at = 0; at < body.size();) {
    const std::uint32_t c = next_code_point(body, at);
    const bool legal = c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) ||
                       (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    if (legal) continue;
    return refuse("InvalidMessageContents",
                  fmt::format("Invalid binary character '#x{:X}' was found in the message body, "
                              "the set of allowed characters is #x9 | #xA | #xD | "
                              "[#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF].",
                              c));
  }
  return true;
}

Checked<bool> check_attribute(const std::string& name, const MessageAttributeValue& value) {
  const auto bad = [](std::string text) {
    return refuse("InvalidParameterValueException", std::move(text));
  };
  if (name.empty()) {
    return bad("The request must contain non-empty message (user) attribute names.");
  }
  if (name.size() > kAttributeNameBytes) {
    return bad("Message (user) attribute name must be shorter than 256 bytes.");
  }
  if (name.starts_with("AWS.") || name.starts_with("Amazon.")) {
    return bad(
        "You can't use message attribute names beginning with 'AWS.' or 'Amazon'. These strings "
        "are reserved for internal use.");
  }
  const std::string type = value.data_type.substr(0, value.data_type.find('.'));
  if (type != "String" && type != "Number" && type != "Binary") {
    return bad(
        fmt::format("The type of message (user) attribute '{}' is invalid. You must use "
                    "only the following supported type prefixes: Binary, Number, String.",
                    name));
  }
  const auto& content = type == "Binary" ? value.binary_value : value.string_value;
  if (!content || content->empty()) {
    return bad(fmt::format(
        "Message (user) attribute '{}' must contain a non-empty value of type '{}'.", name, type));
  }
  return true;
}

Checked<bool> check_attributes(const MessageAttributes& attributes) {
  if (attributes.size() > kMessageAttributes) {
    return refuse("InvalidParameterValueException",
                  fmt::format("Number of message attributes [{}] exceeds the allowed maximum [{}].",
                              attributes.size(), kMessageAttributes));
  }
  for (const auto& [name, value] : attributes) {
    const auto good = check_attribute(name, value);
    if (!good) return good;
  }
  return true;
}

/// Body and attributes: names, types and values. SQS/quotas-messages
std::size_t size_of(const SendMessageRequest& request) {
  std::size_t size = request.message_body->size();
  for (const auto& [name, value] : request.message_attributes) {
    size += name.size() + value.data_type.size() + value.string_value.value_or("").size() +
            value.binary_value.value_or("").size();
  }
  return size;
}

Checked<bool> check_delay(const SendMessageRequest& request, const QueueAttributes& queue) {
  if (!request.delay_seconds) return true;
  const int delay_s = *request.delay_seconds;
  if (delay_s < kDelaySeconds.least || delay_s > kDelaySeconds.most) {
    return invalid_value(std::to_string(delay_s), "DelaySeconds",
                         "DelaySeconds must be >= 0 and <= 900.");
  }
  if (queue.fifo && delay_s > 0) {
    return invalid_value(std::to_string(delay_s), "DelaySeconds",
                         "The request include parameter that is not valid for this queue type.");
  }
  return true;
}

Checked<bool> check_ids(const SendMessageRequest& request, const QueueAttributes& queue) {
  if (queue.fifo && !request.message_group_id) return missing("MessageGroupId");
  if (auto good = check_id(request.message_group_id, "MessageGroupId"); !good) return good;
  if (auto good = check_id(request.message_deduplication_id, "MessageDeduplicationId"); !good) {
    return good;
  }
  if (!queue.fifo && request.message_deduplication_id) {
    return invalid_value(*request.message_deduplication_id, "MessageDeduplicationId",
                         "The request include parameter that is not valid for this queue type");
  }
  if (queue.fifo && !request.message_deduplication_id && !queue.content_based_deduplication) {
    return refuse("InvalidParameterValueException",
                  "The queue should either have ContentBasedDeduplication enabled or "
                  "MessageDeduplicationId provided explicitly");
  }
  return true;
}

Checked<bool> check_range(const std::optional<int>& value, AttributeRange range,
                          std::string_view name, std::string_view reason) {
  if (!value || (*value >= range.least && *value <= range.most)) return true;
  return invalid_value(std::to_string(*value), name, reason);
}

}  // namespace

Checked<bool> check_queue_name(const std::optional<std::string>& name) {
  if (!name || name->empty()) {
    return refuse("InvalidParameterValueException",
                  "Value for parameter QueueName is invalid. Reason: Must specify a queue name.");
  }
  std::string_view stem = *name;
  if (stem.ends_with(".fifo")) stem.remove_suffix(5);
  const bool legal = std::all_of(stem.begin(), stem.end(),
                                 [](char c) { return is_alphanumeric(c) || c == '-' || c == '_'; });
  if (legal && !stem.empty() && name->size() <= kQueueNameLength) return true;
  return refuse("InvalidParameterValueException",
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in "
                "length");
}

Checked<bool> check_send(const SendMessageRequest& request, const QueueAttributes& queue) {
  if (!request.message_body || request.message_body->empty()) return missing("MessageBody");
  if (auto good = check_delay(request, queue); !good) return good;
  if (auto good = check_ids(request, queue); !good) return good;
  if (auto good = check_attributes(request.message_attributes); !good) return good;
  if (size_of(request) > static_cast<std::size_t>(queue.maximum_message_size)) {
    return refuse("InvalidParameterValueException",
                  fmt::format("One or more parameters are invalid. Reason: Message must be "
                              "shorter than {} bytes.",
                              queue.maximum_message_size));
  }
  return check_characters(*request.message_body);
}

Checked<bool> check_receive(const ReceiveMessageRequest& request) {
  if (auto good = check_range(request.max_number_of_messages, kMaxNumberOfMessages,
                              "MaxNumberOfMessages", "Must be between 1 and 10, if provided.");
      !good) {
    return good;
  }
  if (auto good = check_range(request.visibility_timeout, kVisibilityTimeout, "VisibilityTimeout",
                              "Must be >= 0 and <= 43200, if provided.");
      !good) {
    return good;
  }
  return check_range(request.wait_time_seconds, kReceiveMessageWaitTimeSeconds, "WaitTimeSeconds",
                     "Must be >= 0 and <= 20, if provided.");
}

}  // namespace sqsproof::semantics

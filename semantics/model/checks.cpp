#include "semantics/model/checks.h"

#include <algorithm>
#include <fmt/format.h>

#include "semantics/model/characters.h"
#include "semantics/model/message_attributes.h"

namespace sqsproof::semantics {
namespace {

constexpr std::string_view kNameRule =
    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length";

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

Checked<bool> check_characters(const std::string& body) {
  const auto illegal = find_illegal_character(body);
  if (!illegal) return true;
  return refuse("InvalidMessageContents",
                fmt::format("Invalid binary character '#x{:X}' was found in the message body, {}",
                            *illegal, kAllowedCharacters));
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
  if (queue.fifo && !request.message_group_id) return check_fifo_presence(request, queue);
  if (auto good = check_id(request.message_group_id, "MessageGroupId"); !good) return good;
  if (auto good = check_id(request.message_deduplication_id, "MessageDeduplicationId"); !good) {
    return good;
  }
  if (!queue.fifo && request.message_deduplication_id) {
    return invalid_value(*request.message_deduplication_id, "MessageDeduplicationId",
                         "The request include parameter that is not valid for this queue type");
  }
  return check_fifo_presence(request, queue);
}

Checked<bool> check_range(const std::optional<int>& value, AttributeRange range,
                          std::string_view name, std::string_view reason) {
  if (!value || (*value >= range.least && *value <= range.most)) return true;
  return invalid_value(std::to_string(*value), name, reason);
}

std::size_t characters_in(const std::string& text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) static_cast<void>(next_code_point(text, at));
  return count;
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
  return refuse("InvalidParameterValueException", std::string(kNameRule));
}

Checked<bool> check_label(const std::optional<std::string>& label) {
  if (!label || label->empty()) return missing("Label");
  const bool legal = std::all_of(label->begin(), label->end(),
                                 [](char c) { return is_alphanumeric(c) || c == '-' || c == '_'; });
  if (legal && label->size() <= kPermissionLabelLength) return true;
  return invalid_value(*label, "Label", kNameRule);
}

Checked<bool> check_fifo_presence(const SendMessageRequest& request, const QueueAttributes& queue) {
  if (!queue.fifo) return true;
  if (!request.message_group_id) return missing("MessageGroupId");
  if (request.message_deduplication_id || queue.content_based_deduplication) return true;
  return refuse("InvalidParameterValueException",
                "The queue should either have ContentBasedDeduplication enabled or "
                "MessageDeduplicationId provided explicitly");
}

std::size_t size_of(const SendMessageRequest& request, Flaw flaw) {
  std::size_t size = request.message_body ? request.message_body->size() : 0;
  if (flaw == Flaw::size_in_characters && request.message_body) {
    size = characters_in(*request.message_body);
  }
  if (flaw == Flaw::size_without_attributes) return size;
  for (const auto& [name, value] : request.message_attributes) {
    size += name.size() + value.data_type.size() + value.string_value.value_or("").size() +
            value.binary_value.value_or("").size();
  }
  return size;
}

Checked<bool> check_send(const SendMessageRequest& request, const QueueAttributes& queue,
                         Flaw flaw) {
  if (!request.message_body || request.message_body->empty()) return missing("MessageBody");
  if (auto good = check_delay(request, queue); !good) return good;
  if (auto good = check_ids(request, queue); !good) return good;
  if (auto good = check_message_attributes(request.message_attributes); !good) return good;
  if (auto good = check_system_attributes(request.message_system_attributes); !good) return good;
  const auto limit = static_cast<std::size_t>(queue.maximum_message_size);
  const std::size_t less = flaw == Flaw::size_limit_excluded ? 1 : 0;
  if (size_of(request, flaw) > limit - less && flaw != Flaw::size_limit_ignored) {
    return refuse("InvalidParameterValueException",
                  fmt::format("One or more parameters are invalid. Reason: Message must be "
                              "shorter than {} bytes.",
                              queue.maximum_message_size));
  }
  if (flaw == Flaw::noncharacters_accepted) return true;
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
  if (auto good = check_id(request.receive_request_attempt_id, "ReceiveRequestAttemptId"); !good) {
    return good;
  }
  return check_range(request.wait_time_seconds, kReceiveMessageWaitTimeSeconds, "WaitTimeSeconds",
                     "Must be >= 0 and <= 20, if provided.");
}

}  // namespace sqsproof::semantics

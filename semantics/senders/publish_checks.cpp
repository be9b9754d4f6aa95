#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "semantics/senders/sns_refusal.h"
#include "semantics/senders/topics.h"

namespace sqsproof::semantics::sns {
namespace {

using Json = nlohmann::json;

Refusal bad_attribute(std::string text) { return refuse("ParameterValueInvalid", std::move(text)); }

/// SNS/sns-message-attributes
Checked<bool> check_name(const std::string& name) {
  constexpr std::string_view kLegal =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
  if (name.size() > 256) {
    return bad_attribute("Length of message attribute name must be less than 256 bytes.");
  }
  if (name.starts_with('.')) {
    return bad_attribute("Invalid message attribute name starting with character '.' was found.");
  }
  if (name.ends_with('.')) {
    return bad_attribute("Invalid message attribute name ending with character '.' was found.");
  }
  const std::size_t at = name.find_first_not_of(kLegal);
  if (at != std::string::npos) {
    return bad_attribute(fmt::format(
        "Invalid non-alphanumeric character '#x{:X}' was found in the message attribute name. Can "
        "only include alphanumeric characters, hyphens, underscores, or dots.",
        static_cast<unsigned char>(name[at])));
  }
  if (name.find("..") != std::string::npos) {
    return bad_attribute("Message attribute name can not have successive '.' character.");
  }
  return true;
}

Checked<bool> check_value(const std::string& name, const MessageAttributeValue& value) {
  const std::string type = value.data_type.substr(0, value.data_type.find('.'));
  if (value.data_type.empty()) {
    return missing(fmt::format("messageAttributes.{}.member.dataType", name));
  }
  if (type != "String" && type != "Number" && type != "Binary") {
    return bad_attribute(fmt::format(
        "The message attribute '{}' has an invalid message attribute type, the set of supported "
        "type prefixes is Binary, Number, and String.",
        name));
  }
  const bool binary = type == "Binary";
  const auto& own = binary ? value.binary_value : value.string_value;
  if (!own && (binary ? value.string_value : value.binary_value)) {
    return bad_attribute(
        fmt::format("The message attribute '{}' with type '{}' must use field '{}'.", name,
                    value.data_type, binary ? "Binary" : "String"));
  }
  if (own.value_or("").empty()) {
    return bad_attribute(fmt::format(
        "The message attribute '{}' must contain non-empty message attribute value for message "
        "attribute type '{}'.",
        name, value.data_type));
  }
  return true;
}

/// A line of ASCII that begins with something to be seen, up to 100. SNSAPI/Publish
bool is_subject(const std::string& subject) {
  const bool plain =
      std::all_of(subject.begin(), subject.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
  return plain && !subject.empty() && subject.size() <= 100 && subject.front() != ' ';
}

Checked<bool> check_structure(const PublishRequest& request) {
  if (!request.message_structure || request.message_structure->empty()) return true;
  if (*request.message_structure != "json") return invalid_parameter("MessageStructure");
  const Json json = Json::parse(*request.message, nullptr, false);
  if (!json.is_object()) {
    return invalid_parameter("Message Structure - JSON message body failed to parse");
  }
  const auto found = json.find("default");
  if (found == json.end() || !found->is_string()) {
    return invalid_parameter("Message Structure - No default entry in JSON message body");
  }
  return true;
}

}  // namespace

std::size_t size_of(const PublishRequest& request) {
  std::size_t size = request.message.value_or("").size();
  for (const auto& [name, value] : request.message_attributes) {
    size += name.size() + value.data_type.size() + value.string_value.value_or("").size() +
            value.binary_value.value_or("").size();
  }
  return size;
}

Checked<bool> check_content(const PublishRequest& request) {
  if (request.subject && !is_subject(*request.subject)) return invalid_parameter("Subject");
  if (request.message.value_or("").empty()) return invalid_parameter("Empty message");
  for (const auto& [name, value] : request.message_attributes) {
    if (auto good = check_name(name); !good) return good;
    if (auto good = check_value(name, value); !good) return good;
  }
  if (size_of(request) > kMostBytes) return invalid_parameter("Message too long");
  return check_structure(request);
}

std::string message_for_queues(const PublishRequest& request) {
  if (request.message_structure.value_or("") != "json") return *request.message;
  const Json json = Json::parse(*request.message);
  const auto own = json.find("sqs");
  const bool has_own = own != json.end() && own->is_string();
  return (has_own ? *own : json["default"]).get<std::string>();
}

Checked<bool> Topics::check_publish(const PublishRequest& request, const Topic& topic) {
  if (!topic.fifo) {
    if (request.message_deduplication_id) {
      return invalid_parameter(
          "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter "
          "that is not valid for this topic type");
    }
    return true;
  }
  if (request.message_group_id.value_or("").empty()) {
    return invalid_parameter("The MessageGroupId parameter is required for FIFO topics");
  }
  if (request.message_deduplication_id.value_or("").empty() && !topic.is_content_based()) {
    return invalid_parameter(
        "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId "
        "provided explicitly");
  }
  return true;
}

}  // namespace sqsproof::semantics::sns

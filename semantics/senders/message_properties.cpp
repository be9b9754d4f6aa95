#include "semantics/senders/message_properties.h"

#include "policy/support/json.h"

namespace sqsproof::semantics {
namespace {

using policy::JsonValue;
using Json = JsonValue::Kind;

/// nullopt for what is not JSON.
std::optional<JsonValue> parsed(const std::string& text) {
  const auto source = std::make_shared<const policy::SourceText>(policy::SourceText{"-", text});
  auto json = policy::read_json(source);
  if (!json) return std::nullopt;
  return std::move(*json);
}

std::vector<FilterValue> values_of_list(const std::string& text) {
  std::vector<FilterValue> values;
  const auto json = parsed(text);
  if (!json || json->kind != Json::array) return values;
  for (const JsonValue& item : json->items) {
    const bool scalar = item.kind != Json::array && item.kind != Json::object;
    if (scalar) values.push_back(filter_value_of(item));
  }
  return values;
}

void collect(const JsonValue& json, const std::string& name, MessageProperties& properties) {
  switch (json.kind) {
    case Json::object:
      for (const auto& member : json.members) {
        collect(member.value, name.empty() ? member.name : name + "." + member.name, properties);
      }
      break;
    case Json::array:
      for (const JsonValue& item : json.items) collect(item, name, properties);
      break;
    default:
      properties[name].push_back(filter_value_of(json));
  }
}

}  // namespace

MessageProperties properties_of(const MessageAttributes& attributes) {
  MessageProperties properties;
  for (const auto& [name, value] : attributes) {
    const std::string text = value.string_value.value_or("");
    if (value.data_type == "String") {
      properties[name] = {{FilterValue::Kind::text, text}};
    } else if (value.data_type == "Number") {
      properties[name] = {{FilterValue::Kind::number, text}};
    } else if (value.data_type == "String.Array" || value.data_type == "Number.Array") {
      properties[name] = values_of_list(text);
    }
  }
  return properties;
}

std::optional<MessageProperties> properties_of_body(const std::string& body) {
  const auto json = parsed(body);
  if (!json || json->kind != Json::object) return std::nullopt;
  MessageProperties properties;
  collect(*json, "", properties);
  return properties;
}

}  // namespace sqsproof::semantics

#include "semantics/model/message_attributes.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "semantics/limits.h"
#include "semantics/model/characters.h"

namespace sqsproof::semantics {
namespace {

Refusal bad(std::string text) { return refuse("InvalidParameterValueException", std::move(text)); }

/// Reserved in any case (recorded: `aWs.`, `AMAZON.`).
bool is_reserved(std::string_view name) {
  std::string lower(name.substr(0, 7));
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower.starts_with("aws.") || lower.starts_with("amazon.");
}

/// Of Latin-1 beyond ASCII only the letters; of the rest everything (recorded: U+00F8 is good,
/// U+00A7 is not).
bool is_name_character(std::uint32_t c) {
  if (c >= 0xC0) return c != 0xD7 && c != 0xF7;
  if (c >= 0x80) return c == 0xAA || c == 0xB5 || c == 0xBA;
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.';
}

/// The texts for names are those that emulators give; only their code is recorded.
Checked<bool> check_name(const std::string& name) {
  if (name.empty()) {
    return bad("The request must contain non-empty message (user) attribute names.");
  }
  if (name.size() > kAttributeNameBytes) {
    return bad("Message (user) attribute name must be shorter than 256 bytes.");
  }
  if (is_reserved(name)) {
    return bad(
        "You can't use message attribute names beginning with 'AWS.' or 'Amazon'. These strings "
        "are reserved for internal use.");
  }
  bool legal = !name.starts_with('.') && !name.ends_with('.');
  for (std::size_t at = 0; at < name.size();) {
    legal = is_name_character(next_code_point(name, at)) && legal;
  }
  if (legal) return true;
  return bad(
      fmt::format("The message attribute name '{}' is invalid. Attribute name can contain A-Z, "
                  "a-z, 0-9, underscore (_), hyphen (-), and period (.) characters.",
                  name));
}

bool is_number(std::string_view text) {
  if (text.find_first_not_of("0123456789+-.eE") != std::string_view::npos) return false;
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

Checked<bool> check_value(const std::string& name, const MessageAttributeValue& value) {
  if (!value.string_list_values.empty() || !value.binary_list_values.empty()) {
    return refuse("UnsupportedOperation",
                  "Message attribute list values in SendMessage operation are not supported.");
  }
  const std::string type = value.data_type.substr(0, value.data_type.find('.'));
  if (type != "String" && type != "Number" && type != "Binary") {
    return bad(
        fmt::format("The type of message (user) attribute '{}' is invalid. You must use "
                    "only the following supported type prefixes: Binary, Number, String.",
                    name));
  }
  if (value.data_type.size() > kAttributeTypeBytes) {
    return bad("Message (user) attribute type must be shorter than 256 bytes.");
  }
  const auto& content = type == "Binary" ? value.binary_value : value.string_value;
  if (!content || content->empty()) {
    return bad(fmt::format(
        "Message (user) attribute '{}' must contain a non-empty value of type '{}'.", name, type));
  }
  if (type == "Number" && !is_number(*content)) {
    return bad(
        fmt::format("Can't cast the value of message (user) attribute '{}' to a number.", name));
  }
  const auto illegal =
      type == "String" ? find_illegal_character(*content) : std::optional<std::uint32_t>();
  if (!illegal) return true;
  return bad(fmt::format("Invalid binary character '#x{:X}' was found in the message attribute, {}",
                         *illegal, kAllowedCharacters));
}

}  // namespace

Checked<bool> check_message_attributes(const MessageAttributes& attributes) {
  if (attributes.size() > kMessageAttributes) {
    return bad(fmt::format("Number of message attributes [{}] exceeds the allowed maximum [{}].",
                           attributes.size(), kMessageAttributes));
  }
  for (const auto& [name, value] : attributes) {
    if (auto good = check_name(name); !good) return good;
    if (auto good = check_value(name, value); !good) return good;
  }
  return true;
}

Checked<bool> check_system_attributes(const MessageAttributes& attributes) {
  for (const auto& [name, value] : attributes) {
    if (name != "AWSTraceHeader") {
      return bad(fmt::format("Message system attribute name '{}' is invalid.", name));
    }
    if (value.data_type != "String" || value.string_value.value_or("").empty()) {
      return bad(
          fmt::format("Message system attribute '{}' must contain a non-empty value of type "
                      "'String'.",
                      name));
    }
  }
  return true;
}

}  // namespace sqsproof::semantics

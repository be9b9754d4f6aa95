#include "policy/support/quick_json.h"

#include <algorithm>
#include <simdjson.h>

namespace sqsproof::policy {
namespace {

namespace ondemand = simdjson::ondemand;
using Kind = JsonValue::Kind;

/// More members are not compared one by one with those before.
constexpr std::size_t kMostMembers = 64;
/// Longer texts would keep a large buffer on every thread.
constexpr std::size_t kLongestText = 1 << 20;

class TreeBuilder {
 public:
  TreeBuilder(std::string_view text, ondemand::document& document, std::size_t depth_limit)
      : text_(text), document_(document), depth_limit_(depth_limit) {}

  bool read(JsonValue& root) {
    const auto type = document_.type();
    if (type.error()) return false;
    const std::size_t begin = std::min(text_.find_first_of("[{"), text_.size());
    const bool read = type.value_unsafe() == ondemand::json_type::object
                          ? object(document_.get_object(), begin, root)
                          : type.value_unsafe() == ondemand::json_type::array &&
                                array(document_.get_array(), begin, root);
    return read && next_token() == text_.size();
  }

 private:
  /// Where the next token begins; the end of the text when there is none.
  std::size_t next_token() {
    const auto location = document_.current_location();
    return location.error() ? text_.size() : offset_of(location.value_unsafe());
  }
  /// Between the bracket that was read last and the next token is white space only.
  std::size_t end_of_bracket() { return text_.find_last_not_of(" \t\r\n", next_token() - 1) + 1; }
  std::size_t offset_of(const char* at) const {
    return static_cast<std::size_t>(at - text_.data());
  }

  /// Of the text between quotes of which the first stands before `begin`: no escapes, so the next
  /// quote ends it.
  Place quoted(std::size_t begin) const { return {begin - 1, text_.find('"', begin) + 1}; }

  bool value(ondemand::value& from, JsonValue& to) {
    const auto type = from.type();
    if (type.error()) return false;
    const std::string_view token = from.raw_json_token();
    switch (type.value_unsafe()) {
      case ondemand::json_type::object:
        return object(from.get_object(), offset_of(token.data()), to);
      case ondemand::json_type::array:
        return array(from.get_array(), offset_of(token.data()), to);
      case ondemand::json_type::string:
        return string(from, offset_of(token.data()), to);
      case ondemand::json_type::boolean:
        return !from.get_bool().error() && word(token, Kind::boolean, to);
      case ondemand::json_type::null:
        return is_null(from) && word(token, Kind::null, to);
      default:
        return false;
    }
  }

  static bool is_null(ondemand::value& from) {
    bool null = false;
    return !from.is_null().get(null) && null;
  }

  bool string(ondemand::value& from, std::size_t begin, JsonValue& to) const {
    to.kind = Kind::string;
    to.place = quoted(begin + 1);
    if (from.get_raw_json_string().error()) return false;
    to.text = text_.substr(to.place.begin + 1, to.place.end - to.place.begin - 2);
    return true;
  }

  bool word(std::string_view token, Kind kind, JsonValue& to) const {
    const std::size_t begin = offset_of(token.data());
    const std::size_t size = token.front() == 'f' ? 5 : 4;  // `false`; `true`, `null`
    to.kind = kind;
    to.place = {begin, begin + size};
    if (kind == Kind::boolean) to.text = text_.substr(begin, size);
    return true;
  }

  bool array(simdjson::simdjson_result<ondemand::array> from, std::size_t begin, JsonValue& to) {
    if (from.error() || depth_ >= depth_limit_) return false;
    ++depth_;
    to.kind = Kind::array;
    for (auto item : from) {
      if (item.error() || !value(item.value_unsafe(), to.items.emplace_back())) return false;
    }
    --depth_;
    to.place = {begin, end_of_bracket()};
    return true;
  }

  bool object(simdjson::simdjson_result<ondemand::object> from, std::size_t begin, JsonValue& to) {
    if (from.error() || depth_ >= depth_limit_) return false;
    ++depth_;
    to.kind = Kind::object;
    for (auto field : from) {
      if (field.error() || !member(field.value_unsafe(), to)) return false;
    }
    --depth_;
    to.place = {begin, end_of_bracket()};
    return true;
  }

  bool member(ondemand::field& from, JsonValue& object) {
    const Place place = quoted(offset_of(from.key().raw()));
    const std::string_view name = text_.substr(place.begin + 1, place.end - place.begin - 2);
    const bool seen = std::any_of(object.members.begin(), object.members.end(),
                                  [&](const JsonMember& other) { return other.name == name; });
    if (seen || object.members.size() >= kMostMembers) return false;
    constexpr std::size_t kUsualMembers = 6;
    if (object.members.empty()) object.members.reserve(kUsualMembers);
    JsonMember& made = object.members.emplace_back();
    made.name = name;
    made.name_place = place;
    return value(from.value(), made.value);
  }

  std::string_view text_;
  ondemand::document& document_;
  std::size_t depth_limit_;
  std::size_t depth_ = 0;
};

}  // namespace

std::optional<JsonValue> read_json_quickly(std::string_view text, std::size_t depth_limit) {
  if (text.size() > kLongestText || text.find('\\') != text.npos) return std::nullopt;
  // simdjson reads some bytes past the end, so it gets a copy with room behind it.
  thread_local ondemand::parser parser;
  thread_local std::string padded;
  padded.assign(text);
  padded.append(simdjson::SIMDJSON_PADDING, ' ');
  ondemand::document document;
  if (parser.iterate(padded.data(), text.size(), padded.size()).get(document)) return std::nullopt;
  std::optional<JsonValue> root(std::in_place);
  const std::string_view copy = std::string_view(padded).substr(0, text.size());
  if (!TreeBuilder(copy, document, depth_limit).read(*root)) return std::nullopt;
  return root;
}

}  // namespace sqsproof::policy

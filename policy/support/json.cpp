#include "policy/support/json.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "policy/support/quick_json.h"
#include "policy/support/read_position.h"

namespace sqsproof::policy {
namespace {

using Kind = JsonValue::Kind;

/// What nlohmann says of a syntax error, without its prefix and bounded in length.
std::string reason_of(const std::string& what) {
  constexpr std::size_t kLongest = 160;
  const std::size_t column = what.find(", column ");
  const std::size_t colon = what.find(": ", column == std::string::npos ? 0 : column);
  std::string reason = colon == std::string::npos ? what : what.substr(colon + 2);
  const std::size_t last_read = reason.find("; last read: ");
  if (last_read != std::string::npos && reason.size() > kLongest) {
    const std::size_t expected = reason.find("; expected ", last_read);
    reason.erase(last_read, expected == std::string::npos ? expected : expected - last_read);
  }
  if (reason.size() > kLongest) reason.resize(kLongest);
  return reason;
}

/// Builds the tree from the parser's events.
class TreeBuilder {
 public:
  TreeBuilder(const Source& source, const std::size_t* read, std::size_t depth_limit)
      : source_(source), read_(read), depth_limit_(depth_limit) {}

  bool null() { return leaf(Kind::null, token_end(), {}); }
  bool boolean(bool /*value*/) { return leaf_as_written(Kind::boolean); }
  bool number_integer(std::int64_t /*value*/) { return leaf_as_written(Kind::number); }
  bool number_unsigned(std::uint64_t /*value*/) { return leaf_as_written(Kind::number); }
  bool number_float(double /*value*/, const std::string& /*text*/) {
    return leaf_as_written(Kind::number);
  }
  bool string(std::string& value) { return leaf(Kind::string, *read_, std::move(value)); }
  template <class Binary>
  bool binary(Binary& /*value*/) {
    return false;
  }
  bool start_object(std::size_t /*size*/) { return open(Kind::object); }
  bool start_array(std::size_t /*size*/) { return open(Kind::array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    const Place place = take(*read_);
    check_duplicate(name, place);
    if (diagnostics_.size() >= kDiagnosticsLimit) return false;
    open_.back()->members.push_back({std::move(name), place, {}});
    return true;
  }

  template <class Exception>
  bool parse_error(std::size_t position, const std::string& /*token*/, const Exception& error) {
    const std::size_t at = position == 0 ? 0 : position - 1;
    constexpr int kNumberOverflow = 406;
    if (error.id == kNumberOverflow) {
      const Place number{token_begin(), token_end()};
      fail("syntax/number", "the number is larger than any that is read", number,
           "write it in quotes: values of conditions are strings");
      return false;
    }
    fail("syntax/json", "not valid JSON: " + reason_of(error.what()), {at, at + 1},
         "correct the JSON text here");
    return false;
  }

  Result<JsonValue> finish() {
    refuse_nul();
    if (!diagnostics_.empty()) return tl::unexpected(std::move(diagnostics_));
    return std::move(root_);
  }

 private:
  /// To the parser a NUL is the end of the text, whatever follows; to JSON it is no character.
  void refuse_nul() {
    const std::size_t at = source_->text.find('\0');
    if (at == std::string::npos || !diagnostics_.empty()) return;
    fail("syntax/json", "not valid JSON: a NUL byte", {at, at + 1}, "remove it");
  }

  void fail(std::string id, std::string message, Place place, std::string help) {
    diagnostics_.push_back(
        {std::move(id), Severity::error, std::move(message), source_, place, {}, std::move(help)});
  }

  /// The place of the token that ends at `end`; it begins after what separates it from the last.
  Place take(std::size_t end) {
    const Place place{token_begin(), end};
    last_end_ = end;
    return place;
  }

  std::size_t token_begin() const {
    const std::size_t begin = source_->text.find_first_not_of(" \t\r\n,:\xEF\xBB\xBF", last_end_);
    return begin == std::string::npos ? source_->text.size() : begin;
  }

  /// The end of a bare word or number; the parser has read one character more of a number.
  std::size_t token_end() const {
    const std::size_t end = source_->text.find_first_of(" \t\r\n,:]}", token_begin());
    return end == std::string::npos ? source_->text.size() : end;
  }

  bool leaf_as_written(Kind kind) {
    const std::size_t begin = token_begin();
    const std::size_t end = token_end();
    return leaf(kind, end, source_->text.substr(begin, end - begin));
  }

  bool leaf(Kind kind, std::size_t end, std::string text) {
    add({kind, std::move(text), {}, {}, take(end)});
    return true;
  }

  /// Where the next value goes: a member that was named, the next item, or the root.
  JsonValue* add(JsonValue value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    JsonValue& parent = *open_.back();
    if (parent.kind == Kind::object) {
      parent.members.back().value = std::move(value);
      return &parent.members.back().value;
    }
    parent.items.push_back(std::move(value));
    return &parent.items.back();
  }

  bool open(Kind kind) {
    const Place place = take(*read_);
    if (open_.size() >= depth_limit_) {
      fail("syntax/too-deep", fmt::format("nested deeper than {} levels", depth_limit_), place,
           "flatten the document; a policy needs fewer than ten levels");
      return false;
    }
    open_.push_back(add({kind, {}, {}, {}, place}));
    names_.emplace_back();
    return true;
  }

  bool close() {
    last_end_ = *read_;
    open_.back()->place.end = last_end_;
    open_.pop_back();
    names_.pop_back();
    return true;
  }

  /// A few members are compared one by one, many through a set, so that the cost stays linear.
  void check_duplicate(const std::string& name, Place place) {
    constexpr std::size_t kFew = 16;
    const auto& members = open_.back()->members;
    bool seen = false;
    if (members.size() < kFew) {
      seen = std::any_of(members.begin(), members.end(),
                         [&](const JsonMember& member) { return member.name == name; });
    } else {
      auto& names = names_.back();
      if (names.empty()) {
        for (const JsonMember& member : members) names.insert(member.name);
      }
      seen = !names.insert(name).second;
    }
    if (seen) {
      fail("syntax/duplicate-member", fmt::format("`{}` stands twice in this object", name), place,
           "keep one of the two; parsers disagree about which one counts");
    }
  }

  const Source& source_;
  const std::size_t* read_;
  std::size_t depth_limit_;
  std::size_t last_end_ = 0;
  JsonValue root_;
  std::vector<JsonValue*> open_;
  std::vector<std::unordered_set<std::string>> names_;  // of the open objects with many members
  Diagnostics diagnostics_;
};

}  // namespace

std::string_view name_of(JsonValue::Kind kind) {
  constexpr std::string_view names[] = {"null",     "a boolean", "a number",
                                        "a string", "an array",  "an object"};
  return names[static_cast<int>(kind)];
}

const JsonValue* member_of(const JsonValue& value, std::string_view name) {
  for (const JsonMember& member : value.members) {
    if (member.name == name) return &member.value;
  }
  return nullptr;
}

Result<JsonValue> read_json(const Source& source, std::size_t depth_limit) {
  if (auto read = read_json_quickly(source->text, depth_limit)) return std::move(*read);
  return read_json_generally(source, depth_limit);
}

Result<JsonValue> read_json_generally(const Source& source, std::size_t depth_limit) {
  const std::string& text = source->text;
  std::size_t read = 0;
  TreeBuilder builder(source, &read, depth_limit);
  nlohmann::json::sax_parse(ReadPosition(text, 0, &read), ReadPosition(text, text.size(), &read),
                            &builder);
  return builder.finish();
}

}  // namespace sqsproof::policy

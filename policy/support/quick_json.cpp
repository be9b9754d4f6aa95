#include "policy/support/quick_json.h"

#include <algorithm>
#include <bit>
#include <simdjson.h>

#include "policy/support/eight_bytes.h"

namespace sqsproof::policy {
namespace {

using Kind = JsonValue::Kind;

/// More members are not compared one by one with those before.
constexpr std::size_t kMostMembers = 64;

class TreeBuilder {
 public:
  TreeBuilder(std::string_view text, std::size_t depth_limit)
      : begin_(text.data()), at_(begin_), end_(begin_ + text.size()), depth_limit_(depth_limit) {}

  bool read(JsonValue& root) {
    skip_space();
    if (!next_is('{') && !next_is('[')) return false;
    if (!value(root)) return false;
    skip_space();
    return at_ == end_;
  }
  /// Whether there may be bytes in it that are not ASCII; where there are, there are.
  [[nodiscard]] bool may_be_beyond_ascii() const { return (bytes_ & kTopBits) != 0; }

 private:
  [[nodiscard]] bool next_is(char c) const { return at_ != end_ && *at_ == c; }
  [[nodiscard]] bool has_eight() const { return end_ - at_ >= 8; }
  [[nodiscard]] std::size_t offset() const { return static_cast<std::size_t>(at_ - begin_); }
  bool take(char c) {
    if (!next_is(c)) return false;
    ++at_;
    return true;
  }

  void skip_space() {
    while (at_ != end_ && *at_ <= ' ') {
      if (*at_ == ' ' && has_eight() && std::endian::native == std::endian::little) {
        at_ += std::countr_zero(eight_at(at_) ^ (' ' * kEachByte)) / 8;
      } else if (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t') {
        ++at_;
      } else {
        return;
      }
    }
  }

  bool value(JsonValue& to) {
    if (at_ == end_) return false;
    switch (*at_) {
      case '{':
        return object(to);
      case '[':
        return array(to);
      case '"':
        to.kind = Kind::string;
        return string(to.text, to.place);
      case 't':
        return word("true", Kind::boolean, to);
      case 'f':
        return word("false", Kind::boolean, to);
      case 'n':
        return word("null", Kind::null, to);
      default:
        return false;
    }
  }

  /// Behind the quote that begins it, up to the one that ends it.
  bool plain() {
    if constexpr (std::endian::native == std::endian::little) {
      while (has_eight()) {
        const std::uint64_t eight = eight_at(at_);
        bytes_ |= eight;
        const std::uint64_t ends = escaped_bytes(eight);
        if (ends != 0) {
          at_ += std::countr_zero(ends) / 8;
          return *at_ == '"';
        }
        at_ += 8;
      }
    }
    for (; at_ != end_; ++at_) {
      const auto byte = static_cast<unsigned char>(*at_);
      if (byte == '"') return true;
      if (byte < ' ' || byte == '\\') return false;
      bytes_ |= byte;
    }
    return false;
  }

  bool string(std::string& text, Place& place) {
    const char* const first = at_ + 1;
    place.begin = offset();
    ++at_;
    if (!plain()) return false;
    text = std::string(first, static_cast<std::size_t>(at_ - first));
    ++at_;
    place.end = offset();
    return true;
  }

  bool word(std::string_view wanted, Kind kind, JsonValue& to) {
    const auto left = static_cast<std::size_t>(end_ - at_);
    if (std::string_view(at_, std::min(left, wanted.size())) != wanted) return false;
    to.kind = kind;
    to.place = {offset(), offset() + wanted.size()};
    if (kind == Kind::boolean) to.text = wanted;
    at_ += wanted.size();
    return true;
  }

  /// `item` reads one of what stands between the brackets, with commas between.
  template <class Item>
  bool bracketed(Kind kind, char closing, JsonValue& to, const Item& item) {
    if (depth_ >= depth_limit_) return false;
    ++depth_;
    to.kind = kind;
    to.place.begin = offset();
    ++at_;
    skip_space();
    if (!next_is(closing)) {
      do {
        skip_space();
        if (!item()) return false;
        skip_space();
      } while (take(','));
    }
    if (!take(closing)) return false;
    --depth_;
    to.place.end = offset();
    return true;
  }

  bool array(JsonValue& to) {
    constexpr std::size_t kUsualItems = 4;
    return bracketed(Kind::array, ']', to, [&] {
      if (to.items.empty()) to.items.reserve(kUsualItems);
      return value(to.items.emplace_back());
    });
  }
  bool object(JsonValue& to) {
    return bracketed(Kind::object, '}', to, [&] { return member(to); });
  }

  bool member(JsonValue& object) {
    constexpr std::size_t kUsualMembers = 6;
    if (!next_is('"') || object.members.size() >= kMostMembers) return false;
    if (object.members.empty()) object.members.reserve(kUsualMembers);
    JsonMember& made = object.members.emplace_back();
    if (!string(made.name, made.name_place)) return false;
    const auto is_twin = [&](const JsonMember& other) { return other.name == made.name; };
    if (std::any_of(object.members.begin(), object.members.end() - 1, is_twin)) return false;
    skip_space();
    if (!take(':')) return false;
    skip_space();
    return value(made.value);
  }

  const char* begin_;
  const char* at_;
  const char* end_;
  std::size_t depth_limit_;
  std::size_t depth_ = 0;
  std::uint64_t bytes_ = 0;  ///< of strings, one upon the other: whether some are not ASCII
};

}  // namespace

std::optional<JsonValue> read_json_quickly(std::string_view text, std::size_t depth_limit) {
  std::optional<JsonValue> root(std::in_place);
  TreeBuilder builder(text, depth_limit);
  const bool read = builder.read(*root);
  const bool sound =
      !builder.may_be_beyond_ascii() || simdjson::validate_utf8(text.data(), text.size());
  if (!read || !sound) root.reset();
  return root;
}

}  // namespace sqsproof::policy

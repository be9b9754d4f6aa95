#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "semantics/senders/filter_rule.h"

namespace sqsproof::semantics {
namespace {

using policy::JsonValue;
using Json = JsonValue::Kind;
using ReadRule = tl::expected<FilterRule, std::string>;

tl::unexpected<std::string> wrong(std::string text) { return tl::unexpected(std::move(text)); }

bool is_scalar(const JsonValue& json) {
  return json.kind != Json::array && json.kind != Json::object;
}

/// As the parser of SNS names what it met: the text of a scalar, the closing bracket of nothing.
std::string member_text(const JsonValue& json) {
  return json.kind == Json::null ? "null" : json.text;
}

tl::unexpected<std::string> not_text(std::string_view name) {
  return wrong(fmt::format("{} match pattern must be a string", name));
}

template <class Rule>
ReadRule read_text(const JsonValue& json, std::string_view name) {
  if (json.kind != Json::string) return not_text(name);
  return Rule{json.text};
}

ReadRule read_prefix(const JsonValue& json) { return read_text<filter::Prefix>(json, "prefix"); }
ReadRule read_suffix(const JsonValue& json) { return read_text<filter::Suffix>(json, "suffix"); }
ReadRule read_ignoring_case(const JsonValue& json) {
  return read_text<filter::EqualsIgnoringCase>(json, "equals-ignore-case");
}

ReadRule read_exists(const JsonValue& json) {
  if (json.kind != Json::boolean) {
    return wrong("exists match pattern must be either true or false.");
  }
  return filter::Exists{json.text == "true"};
}

ReadRule read_anything_but(const JsonValue& json) {
  if (json.kind == Json::object) {
    if (json.members.size() != 1) return wrong("Only one key allowed in match expression");
    const auto& [name, place, value] = json.members.front();
    if (name != "prefix") return wrong(fmt::format("Unsupported anything-but pattern: {}", name));
    return read_text<filter::AnythingButPrefix>(value, "prefix");
  }
  filter::AnythingBut rule;
  const auto add = [&](const JsonValue& value) {
    if (value.kind != Json::string && value.kind != Json::number) return false;
    rule.values.push_back(filter_value_of(value));
    return true;
  };
  const bool good =
      json.kind == Json::array ? std::all_of(json.items.begin(), json.items.end(), add) : add(json);
  if (!good) return wrong("Inside anything but list, start|null|boolean is not supported.");
  return rule;
}

/// One comparison and its number, from the item at `at` on.
tl::expected<filter::Bound, std::string> read_bound(const JsonValue& json, std::size_t at) {
  const std::string& comparison = json.items[at].text;
  const JsonValue* number = at + 1 < json.items.size() ? &json.items[at + 1] : nullptr;
  const auto value = number != nullptr && number->kind == Json::number
                         ? policy::parse_decimal(number->text)
                         : std::nullopt;
  if (!value) {
    return wrong(
        fmt::format("Value of {} must be numeric", comparison == "=" ? "equals" : comparison));
  }
  return filter::Bound{comparison, *value};
}

/// The second half of `[">", 0, "<=", 150]`.
tl::expected<filter::Bound, std::string> read_upper(const JsonValue& json,
                                                    const filter::Bound& lower) {
  if (lower.comparison != ">" && lower.comparison != ">=") {
    return wrong("Too many elements in numeric expression");
  }
  const JsonValue& second = json.items[2];
  if (second.kind != Json::string) {
    return wrong(fmt::format("Bad value in numeric range: {}", member_text(second)));
  }
  if (second.text != "<" && second.text != "<=") {
    return wrong(fmt::format("Bad numeric range operator: {}", second.text));
  }
  auto upper = read_bound(json, 2);
  if (!upper) return upper;
  if (compare(upper->number, lower.number) <= 0) return wrong("Bottom must be less than top");
  if (json.items.size() > 4) return wrong("Too many terms in numeric range expression");
  return upper;
}

ReadRule read_numeric(const JsonValue& json) {
  constexpr std::array<std::string_view, 5> kComparisons = {"=", "<", "<=", ">", ">="};
  if (json.kind != Json::array) return wrong("Value of numeric must be an array.");
  if (json.items.empty()) return wrong("Invalid member in numeric match: ]");
  const JsonValue& first = json.items.front();
  if (first.kind != Json::string) {
    return wrong(fmt::format("Invalid member in numeric match: {}", member_text(first)));
  }
  if (std::find(kComparisons.begin(), kComparisons.end(), first.text) == kComparisons.end()) {
    return wrong(fmt::format("Unrecognized numeric range operator: {}", first.text));
  }
  filter::Numeric rule;
  auto lower = read_bound(json, 0);
  if (!lower) return wrong(lower.error());
  rule.bounds.push_back(*lower);
  if (json.items.size() == 2) return rule;
  auto upper = read_upper(json, *lower);
  if (!upper) return wrong(upper.error());
  rule.bounds.push_back(*upper);
  return rule;
}

/// What is no text is answered as for `prefix` (recorded).
ReadRule read_cidr(const JsonValue& json) {
  if (json.kind != Json::string) return not_text("prefix");
  const std::string& text = json.text;
  if (std::count(text.begin(), text.end(), '/') != 1) {
    return wrong("Malformed CIDR, one '/' required");
  }
  const std::size_t slash = text.find('/');
  const bool digits =
      slash + 1 < text.size() && text.find_first_not_of("0123456789", slash + 1) == text.npos;
  if (!digits) return wrong("Malformed CIDR, mask bits must be an integer");
  const auto range = policy::parse_ip_range(text);
  if (!range) return wrong(fmt::format("Nonstandard IP address: {}", text.substr(0, slash)));
  return filter::InRange{*range};
}

struct Operator {
  std::string_view name;
  ReadRule (*read)(const JsonValue& json);
};
constexpr std::array<Operator, 7> kOperators = {{{"prefix", read_prefix},
                                                 {"suffix", read_suffix},
                                                 {"equals-ignore-case", read_ignoring_case},
                                                 {"anything-but", read_anything_but},
                                                 {"exists", read_exists},
                                                 {"numeric", read_numeric},
                                                 {"cidr", read_cidr}}};

const Operator* find_operator(std::string_view name) {
  const auto found = std::find_if(kOperators.begin(), kOperators.end(),
                                  [&](const Operator& row) { return row.name == name; });
  return found == kOperators.end() ? nullptr : &*found;
}

}  // namespace

bool is_filter_operator(std::string_view word) { return find_operator(word) != nullptr; }

tl::expected<FilterRule, std::string> read_filter_rule(const JsonValue& json) {
  if (is_scalar(json)) return filter::Equals{filter_value_of(json)};
  if (json.kind == Json::array) {
    return wrong("Match value must be String, number, true, false, or null");
  }
  if (json.members.size() != 1) return wrong("Only one key allowed in match expression");
  const auto& [name, place, value] = json.members.front();
  const Operator* row = find_operator(name);
  if (row == nullptr) return wrong(fmt::format("Unrecognized match type {}", name));
  return row->read(value);
}

}  // namespace sqsproof::semantics

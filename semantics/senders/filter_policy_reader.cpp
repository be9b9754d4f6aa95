#include <algorithm>
#include <fmt/format.h>

#include "policy/support/json.h"
#include "semantics/senders/filter_policy.h"

namespace sqsproof::semantics {
namespace {

using policy::JsonMember;
using policy::JsonValue;
using Json = JsonValue::Kind;
using Part = FilterPolicy::Part;

// SNS/subscription-filter-policy-constraints
constexpr std::size_t kMostNames = 5;
constexpr std::uint64_t kMostCombinations = 150;

/// Reads a policy and counts the combinations of its values: numbers of rules multiply, each times
/// the depth of its name; alternatives add up (recorded: test_policy_complexity_with_or).
class Reader {
 public:
  /// False, with `problem`, when something is wrong.
  bool read(const JsonValue& json, const std::string& name, std::uint64_t depth, Part& part) {
    nested = nested || depth > 1;
    return std::all_of(json.members.begin(), json.members.end(), [&](const JsonMember& member) {
      return read_member(member, name, depth, part);
    });
  }

  std::string problem;
  std::uint64_t combinations = 1;
  bool nested = false;

 private:
  /// Two objects or more, and no operators in them. SNS/and-or-logic
  static bool is_choice(const JsonMember& member) {
    const auto& items = member.value.items;
    const auto plain = [](const JsonValue& item) {
      return item.kind == Json::object &&
             std::none_of(item.members.begin(), item.members.end(),
                          [](const JsonMember& one) { return is_filter_operator(one.name); });
    };
    return member.name == "$or" && member.value.kind == Json::array && items.size() >= 2 &&
           std::all_of(items.begin(), items.end(), plain);
  }

  bool read_member(const JsonMember& member, const std::string& above, std::uint64_t depth,
                   Part& part) {
    if (is_choice(member)) return read_choice(member.value, above, depth, part);
    const std::string name = above.empty() ? member.name : above + "." + member.name;
    if (member.value.kind == Json::object) return read(member.value, name, depth + 1, part);
    if (member.value.kind == Json::array) return read_rules(member.value, name, depth, part);
    return fail(fmt::format("\"{}\" must be an object or an array", member.name));
  }

  bool read_choice(const JsonValue& list, const std::string& name, std::uint64_t depth,
                   Part& part) {
    const std::uint64_t before = combinations;
    std::uint64_t sum = 0;
    auto& choice = part.choices.emplace_back();
    for (const JsonValue& item : list.items) {
      combinations = before;
      if (!read(item, name, depth, choice.emplace_back())) return false;
      sum = limited(sum + combinations);
    }
    combinations = sum;
    return true;
  }

  bool read_rules(const JsonValue& list, const std::string& name, std::uint64_t depth, Part& part) {
    if (list.items.empty()) return fail("Empty arrays are not allowed");
    auto& rules = part.names.emplace_back(name, std::vector<FilterRule>()).second;
    for (const JsonValue& item : list.items) {
      auto rule = read_filter_rule(item);
      if (!rule) return fail(rule.error());
      rules.push_back(std::move(*rule));
    }
    combinations = limited(limited(combinations * limited(list.items.size())) * depth);
    return true;
  }

  /// Large enough to be too large; products of two of them do not overflow.
  static std::uint64_t limited(std::uint64_t count) {
    return std::min<std::uint64_t>(count, 1'000'000);
  }

  bool fail(std::string text) {
    problem = "FilterPolicy: " + std::move(text);
    return false;
  }
};

}  // namespace

tl::expected<FilterPolicy, std::string> FilterPolicy::parse(const std::string& text,
                                                            FilterScope scope) {
  const auto bad = [](std::string why) { return tl::unexpected(std::move(why)); };
  const auto source = std::make_shared<const policy::SourceText>(policy::SourceText{"-", text});
  const auto json = policy::read_json(source);
  if (!json || json->kind != Json::object) return bad("FilterPolicy: failed to parse JSON.");
  if (json->members.size() > kMostNames) {
    return bad("FilterPolicy: Filter policy can not have more than 5 keys");
  }
  FilterPolicy policy;
  policy.scope_ = scope;
  Reader reader;
  if (!reader.read(*json, "", 1, policy.all_)) return bad(reader.problem);
  if (scope == FilterScope::message_attributes && reader.nested) {
    return bad("Filter policy scope MessageAttributes does not support nested filter policy");
  }
  if (reader.combinations > kMostCombinations) {
    return bad("FilterPolicy: Filter policy is too complex");
  }
  return policy;
}

}  // namespace sqsproof::semantics

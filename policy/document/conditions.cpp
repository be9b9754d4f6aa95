// The Condition block. IAM/reference_policies_elements_condition
#include <algorithm>
#include <fmt/format.h>
#include <vector>

#include "policy/document/elements.h"
#include "policy/support/words.h"

namespace sqsproof::policy {
namespace {

std::vector<std::string_view> operator_names() {
  std::vector<std::string_view> names;
  for (const Operator& op : all_operators()) names.push_back(op.name);
  return names;
}

/// Takes qualifier and suffix off and looks the rest up; false when it was refused.
bool read_operator(const JsonMember& member, Condition& condition, Report& report) {
  std::string_view name = member.name;
  condition.operator_text = member.name;
  condition.operator_place = member.name_place;
  for (const auto& [prefix, qualifier] :
       {std::pair{std::string_view("ForAllValues:"), Qualifier::for_all_values},
        std::pair{std::string_view("ForAnyValue:"), Qualifier::for_any_value}}) {
    if (!name.starts_with(prefix)) continue;
    condition.qualifier = qualifier;
    name.remove_prefix(prefix.size());
  }
  constexpr std::string_view kSuffix = "IfExists";
  if (name.ends_with(kSuffix)) {
    condition.if_exists = true;
    name.remove_suffix(kSuffix.size());
  }
  condition.op = find_operator(name);
  if (condition.op != nullptr && condition.if_exists && condition.op->kind == ValueKind::presence) {
    report.error("grammar/null-if-exists", "`NullIfExists` is not an operator", member.name_place,
                 "use `Null`: it asks whether the key exists");
    return false;
  }
  if (condition.op != nullptr) return true;
  report.error("grammar/operator", fmt::format("`{}` is not a condition operator", member.name),
               member.name_place,
               suggestion(name, operator_names(), "see the list of condition operators of IAM"));
  return false;
}

/// Strings; bare booleans and numbers equal their spelling. IAM/reference_policies_grammar
void read_values(const JsonValue& value, Condition& condition, Report& report) {
  const auto read_one = [&](const JsonValue& part) {
    const bool bare = part.kind == JsonValue::Kind::boolean || part.kind == JsonValue::Kind::number;
    if (part.kind == JsonValue::Kind::string || bare) {
      condition.values.push_back({part.text, part.place});
    } else {
      report.error("grammar/type",
                   fmt::format("a condition value is {}, not a string", name_of(part.kind)),
                   part.place, "write a string, or an array of strings");
    }
  };
  if (value.kind == JsonValue::Kind::array) {
    for (const JsonValue& item : value.items) read_one(item);
  } else {
    read_one(value);
  }
}

void check_values(Condition& condition, Version version, Report& report) {
  for (Text& value : condition.values) {
    if (condition.op->kind == ValueKind::presence && value.text != "true" &&
        value.text != "false") {
      report.error("grammar/null-value", fmt::format("`Null` with the value `{}`", value.text),
                   value.place, "write `\"true\"` (absent) or `\"false\"` (present)");
    }
    mark_variables(value, version, report);
  }
}

bool check_key(const JsonMember& member, const Condition& condition, Report& report) {
  const std::size_t colon = condition.key.find(':');
  if (colon != std::string::npos && colon != 0 && colon + 1 != condition.key.size()) return true;
  report.error("grammar/condition-key", fmt::format("`{}` is not a condition key", member.name),
               member.name_place, "write `prefix:name`, for example `aws:SourceArn`");
  return false;
}

void read_keys(const JsonMember& block, const Condition& prototype, Version version,
               std::vector<Condition>& conditions, Report& report) {
  const std::size_t first = conditions.size();
  for (const JsonMember& member : block.value.members) {
    Condition condition = prototype;
    condition.key = to_lower(member.name);
    condition.key_text = {member.name, member.name_place};
    condition.place = {member.name_place.begin, member.value.place.end};
    if (!check_key(member, condition, report)) continue;
    const auto twin =
        std::find_if(conditions.begin() + static_cast<std::ptrdiff_t>(first), conditions.end(),
                     [&](const Condition& other) { return other.key == condition.key; });
    if (twin != conditions.end()) {
      report.error("grammar/duplicate-key",
                   fmt::format("`{}` and `{}` are the same key", twin->key_text.text, member.name),
                   member.name_place, "join their values in one array",
                   "names of condition keys are compared without regard to case");
      continue;
    }
    read_values(member.value, condition, report);
    check_values(condition, version, report);
    conditions.push_back(std::move(condition));
  }
}

}  // namespace

std::vector<Condition> read_conditions(const JsonValue& value, Version version, Report& report) {
  std::vector<Condition> conditions;
  const auto expect_object = [&](const JsonValue& part, std::string_view what) {
    if (part.kind == JsonValue::Kind::object) return true;
    report.error("grammar/condition", fmt::format("{} is {}", what, name_of(part.kind)), part.place,
                 "write an object, for example {\"ArnLike\": {\"aws:SourceArn\": \"…\"}}");
    return false;
  };
  if (!expect_object(value, "Condition")) return conditions;
  for (const JsonMember& block : value.members) {
    Condition prototype;
    if (!read_operator(block, prototype, report)) continue;
    if (!expect_object(block.value, block.name)) continue;
    read_keys(block, prototype, version, conditions, report);
  }
  return conditions;
}

}  // namespace sqsproof::policy

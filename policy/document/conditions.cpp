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

const Operator* find_operator_ignoring_case(std::string_view name) {
  // In AWS's spelling, as most are.
  for (const Operator& op : all_operators()) {
    if (op.name == name) return &op;
  }
  for (const Operator& op : all_operators()) {
    if (equal_ignoring_case(op.name, name)) return &op;
  }
  return nullptr;
}

/// Qualifier, name and suffix of an operator, in whatever case they are written.
std::string_view take_apart(std::string_view name, Condition& condition) {
  for (const auto& [prefix, qualifier] :
       {std::pair{std::string_view("ForAllValues:"), Qualifier::for_all_values},
        std::pair{std::string_view("ForAnyValue:"), Qualifier::for_any_value}}) {
    if (!equal_ignoring_case(name.substr(0, prefix.size()), prefix)) continue;
    condition.respelt = condition.respelt || !name.starts_with(prefix);
    condition.qualifier = qualifier;
    name.remove_prefix(prefix.size());
  }
  constexpr std::string_view kSuffix = "IfExists";
  const std::size_t rest = name.size() - std::min(name.size(), kSuffix.size());
  if (!equal_ignoring_case(name.substr(rest), kSuffix)) return name;
  condition.respelt = condition.respelt || !name.ends_with(kSuffix);
  condition.if_exists = true;
  return name.substr(0, rest);
}

/// Looks an operator up; false when it was refused.
bool read_operator(const JsonMember& member, Condition& condition, Report& report) {
  condition.operator_text = member.name;
  condition.operator_place = member.name_place;
  const std::string_view name = take_apart(member.name, condition);
  condition.op = find_operator_ignoring_case(name);
  condition.respelt = condition.respelt || (condition.op != nullptr && condition.op->name != name);
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

/// Whether every reader of JSON writes a bare number back as it stands: no exponent, no idle zero,
/// and no more digits than a double keeps.
bool keeps_its_spelling(std::string_view number) {
  constexpr std::ptrdiff_t kExactDigits = 15;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool fraction = number.find('.') != std::string_view::npos;
  return number.find_first_of("eE") == std::string_view::npos && number != "-0" &&
         !(fraction && number.ends_with('0')) &&
         std::count_if(number.begin(), number.end(), is_digit) <= kExactDigits;
}

/// Bare booleans and numbers equal their text, which of some numbers is a matter of the reader.
void check_bare_number(const JsonValue& number, Report& report) {
  if (keeps_its_spelling(number.text)) return;
  report.error(
      "grammar/bare-number",
      fmt::format("`{}` without quotes may be read as another text or number", number.text),
      number.place, "write it in quotes",
      "a bare number equals its text, and readers of JSON may spell this one differently");
}

/// Strings; bare booleans and numbers equal their spelling. IAM/reference_policies_grammar
void read_values(const JsonValue& value, Condition& condition, Report& report) {
  const auto read_one = [&](const JsonValue& part) {
    const bool bare = part.kind == JsonValue::Kind::boolean || part.kind == JsonValue::Kind::number;
    if (part.kind == JsonValue::Kind::string || bare) {
      condition.values.push_back({part.text, part.place});
      if (part.kind == JsonValue::Kind::number) check_bare_number(part, report);
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

void read_keys(const JsonMember& block, Condition prototype, Version version,
               std::vector<Condition>& conditions, Report& report) {
  const std::size_t first = conditions.size();
  for (const JsonMember& member : block.value.members) {
    const bool last = &member == &block.value.members.back();
    Condition condition = last ? std::move(prototype) : prototype;
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
  conditions.reserve(value.members.size());
  for (const JsonMember& block : value.members) {
    Condition prototype;
    if (!read_operator(block, prototype, report)) continue;
    if (!expect_object(block.value, block.name)) continue;
    read_keys(block, std::move(prototype), version, conditions, report);
  }
  return conditions;
}

}  // namespace sqsproof::policy

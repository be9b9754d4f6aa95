#include "policy/decide/condition.h"

#include <algorithm>
#include <fmt/format.h>
#include <span>

#include "policy/decide/expand.h"
#include "policy/decide/opaque.h"
#include "policy/document/condition_keys.h"
#include "policy/support/words.h"

namespace sqsproof::policy {
namespace {

/// `"true"`: absent; `"false"`: present. A set operator asks of every or of any value of none.
Truth null_holds(const Condition& condition, bool present) {
  if (condition.qualifier == Qualifier::for_all_values) return Truth::yes;
  if (condition.qualifier == Qualifier::for_any_value) return Truth::no;
  if (condition.values.empty()) return Truth::unknown;
  return truth(std::any_of(condition.values.begin(), condition.values.end(),
                           [&](const Text& v) { return v.text == (present ? "false" : "true"); }));
}

Truth holds_when_absent(const Condition& condition) {
  if (condition.op->kind == ValueKind::presence) return null_holds(condition, false);
  if (condition.values.empty() && condition.qualifier == Qualifier::none) {
    return condition.if_exists ? Truth::yes : Truth::unknown;
  }
  if (condition.qualifier == Qualifier::for_all_values) return Truth::yes;
  if (condition.qualifier == Qualifier::for_any_value) {
    // The texts on IfExists and on ForAnyValue say opposite things.
    return condition.if_exists ? Truth::unknown : Truth::no;
  }
  if (condition.if_exists) return Truth::yes;
  return truth(condition.op->polarity == Polarity::negated);
}

/// Variables belong to string and ARN operators; of Bool AWS's pages say both.
Truth variable_matches(const Operator& op, std::string_view value, std::string_view pattern,
                       const Request& request) {
  if (op.kind != ValueKind::string && op.kind != ValueKind::arn) return Truth::unknown;
  return with_variables(pattern, request, op.wildcards, without_variable(op),
                        [&](std::string_view text) { return op.matches(value, text); });
}

/// One value of the request against all values of the policy: alternatives, or none of them.
Truth value_holds(const Condition& condition, std::string_view value, const Request& request) {
  Truth any = Truth::no;
  for (const Text& pattern : condition.values) {
    any = any_of(any, pattern.variables
                          ? variable_matches(*condition.op, value, pattern.text, request)
                          : condition.op->matches(value, pattern.text));
    if (any == Truth::yes) break;
  }
  return condition.op->polarity == Polarity::negated ? negate(any) : any;
}

/// An array without values: documented to be satisfied by nothing, and by everything.
Truth empty_list_holds(const Condition& condition) {
  if (condition.qualifier == Qualifier::for_any_value) return Truth::no;
  if (condition.qualifier == Qualifier::for_all_values || condition.if_exists) return Truth::no;
  return Truth::unknown;
}

/// Strings compare with ARNs, and with booleans by their lower-case spelling, as is widely done.
bool string_fits(KeyType type, const std::vector<Text>& values) {
  if (type == KeyType::string || type == KeyType::arn) return true;
  return type == KeyType::boolean &&
         std::all_of(values.begin(), values.end(), [](const Text& value) {
           return value.text == "true" || value.text == "false";
         });
}

bool fits(const Condition& condition, const ConditionKey& row) {
  switch (condition.op->kind) {
    case ValueKind::string:
      return string_fits(row.type, condition.values);
    case ValueKind::number:
      return row.type == KeyType::number || row.type == KeyType::number_or_date;
    case ValueKind::date:
      return row.type == KeyType::date || row.type == KeyType::number_or_date;
    case ValueKind::ip:
      return row.type == KeyType::ip;
    case ValueKind::boolean:
    case ValueKind::binary:
    case ValueKind::arn:
    case ValueKind::presence:
      return true;
  }
  return true;
}

/// Of a key that has a value, with nothing (`hidden`, `open`) or little (`opaque`) known of it.
Truth holds_of_unknown_value(const Condition& condition, Absence absence, const Request* request) {
  if (condition.op->kind == ValueKind::presence) return null_holds(condition, true);
  if (condition.values.empty()) return empty_list_holds(condition);
  return absence == Absence::opaque ? holds_of_opaque(condition, request) : Truth::unknown;
}

/// The empty string alone: no value, says the text on ForAllValues, and maybe to others as well.
bool is_empty_value(std::span<const std::string> values) {
  return std::all_of(values.begin(), values.end(), [](const auto& value) { return value.empty(); });
}

Truth set_holds(const Condition& condition, std::span<const std::string> values,
                const Request& request) {
  const bool all = condition.qualifier == Qualifier::for_all_values;
  if (is_empty_value(values)) {
    return both_readings(Truth::no, value_holds(condition, values.front(), request));
  }
  Truth result = all ? Truth::yes : Truth::no;
  for (const std::string& value : values) {
    const Truth one = value_holds(condition, value, request);
    result = all ? all_of(result, one) : any_of(result, one);
  }
  return result;
}

}  // namespace

bool is_multivalued_key(std::string_view lower_case_key) {
  const ConditionKey* row = find_condition_key(lower_case_key);
  return row != nullptr && row->multivalued;
}

std::set<std::string> keys_taken_for_lists(const Document& policy) {
  std::set<std::string> keys;
  for (const Statement& statement : policy.statements) {
    for (const Condition& condition : statement.conditions) {
      if (condition.qualifier == Qualifier::none) continue;
      if (find_condition_key(condition.key) == nullptr) keys.insert(condition.key);
    }
  }
  return keys;
}

bool fits_type(const Condition& condition) {
  const ConditionKey* row = find_condition_key(condition.key);
  return row == nullptr || fits(condition, *row);
}

Truth holds(const Condition& condition, const Request& request) {
  if (condition.respelt) return Truth::unknown;
  const auto found = request.context.find(condition.key);
  // A key that is present without values counts as absent.
  const bool present = found != request.context.end() && !found->second.values.empty();
  if (!present)
    return holds_without(condition, absence_of(condition.key, request.caller), &request);
  const std::vector<std::string>& values = found->second.values;
  const bool empty = is_empty_value(values);
  if (condition.op->kind == ValueKind::presence) {
    return both_readings(null_holds(condition, true), null_holds(condition, !empty));
  }
  if (condition.values.empty()) return empty_list_holds(condition);
  if (empty && condition.qualifier == Qualifier::for_all_values) return Truth::yes;
  const ConditionKey* row = find_condition_key(condition.key);
  if (row != nullptr && !fits(condition, *row)) return Truth::unknown;
  if (condition.qualifier != Qualifier::none) return set_holds(condition, values, request);
  if (values.size() > 1 || (row != nullptr && row->multivalued)) return Truth::unknown;
  return value_holds(condition, values.front(), request);
}

Truth holds(const Condition& condition, const Request& request, Effect effect) {
  return holds(condition, request, effect, is_key_of_another_service(condition.key));
}

Truth holds_without(const Condition& condition, Absence absence, const Request* request) {
  const Truth without = holds_when_absent(condition);
  if (absence == Absence::sure) return without;
  const Truth with = holds_of_unknown_value(condition, absence, request);
  return absence == Absence::hidden ? with : both_readings(without, with);
}

bool is_foreign_key(const Condition& condition, const Request& request, PolicyKind kind) {
  if (kind == PolicyKind::queue) return is_key_of_another_service(condition.key);
  const std::string_view service = service_of_key(condition.key);
  const std::string_view asked =
      std::string_view(request.action).substr(0, request.action.find(':'));
  return !service.empty() && !equal_ignoring_case(service, asked);
}

Truth holds(const Condition& condition, const Request& request, Effect effect,
            bool key_of_another_service) {
  const Truth plain = holds(condition, request);
  if (effect == Effect::deny || plain == Truth::unknown) return plain;
  if (value_of(request, condition.key) != nullptr) return plain;
  if (plain == Truth::no) {
    return key_of_another_service ? Truth::unknown : Truth::no;
  }
  const ConditionKey* row = find_condition_key(condition.key);
  return row != nullptr && row->use == KeyUse::never ? Truth::unknown : Truth::yes;
}

std::string explain(const Condition& condition, const Request& request) {
  std::string wanted;
  for (const Text& value : condition.values) {
    wanted += fmt::format("{}`{}`", wanted.empty() ? "" : ", ", value.text);
  }
  const std::string test =
      fmt::format("{} {} {}", condition.operator_text, condition.key_text.text, wanted);
  const std::string* value = value_of(request, condition.key);
  if (value == nullptr) {
    const bool sure = absence_of(condition.key, request.caller) == Absence::sure;
    return fmt::format("condition {}: the {}", test,
                       sure ? "key is absent" : "request does not say what the key holds");
  }
  return fmt::format("condition {}: the value is `{}`", test, *value);
}

}  // namespace sqsproof::policy

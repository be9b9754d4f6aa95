#include "semantics/senders/filter_policy.h"

#include <algorithm>

namespace sqsproof::semantics {
namespace {

using Part = FilterPolicy::Part;

/// SNS/attribute-key-matching: what exists has a value that is neither null nor empty.
bool is_something(const FilterValue& value) {
  return value.kind != FilterValue::Kind::null &&
         (value.kind != FilterValue::Kind::text || !value.text.empty());
}

/// Of a list one value is enough, for `anything-but` too: so it is in the examples of
/// SNS/string-value-matching, though a sentence of that page asks it of all values.
bool holds(const FilterRule& rule, const std::vector<FilterValue>* values) {
  if (const auto* exists = std::get_if<filter::Exists>(&rule)) {
    if (!exists->wanted) return values == nullptr;
    return values != nullptr && std::any_of(values->begin(), values->end(), is_something);
  }
  return values != nullptr &&
         std::any_of(values->begin(), values->end(),
                     [&](const FilterValue& value) { return matches(rule, value); });
}

bool holds(const Part& part, const MessageProperties& properties) {
  for (const auto& [name, rules] : part.names) {
    const auto found = properties.find(name);
    const auto* values = found == properties.end() ? nullptr : &found->second;
    const bool any = std::any_of(rules.begin(), rules.end(),
                                 [&](const FilterRule& rule) { return holds(rule, values); });
    if (!any) return false;
  }
  return std::all_of(part.choices.begin(), part.choices.end(), [&](const auto& choice) {
    return std::any_of(choice.begin(), choice.end(),
                       [&](const Part& one) { return holds(one, properties); });
  });
}

}  // namespace

std::string_view name_of(FilterScope scope) {
  return scope == FilterScope::message_body ? "MessageBody" : "MessageAttributes";
}

bool FilterPolicy::accepts(const MessageAttributes& attributes, const std::string& body) const {
  if (all_.names.empty() && all_.choices.empty()) return true;
  if (scope_ == FilterScope::message_body) {
    const auto properties = properties_of_body(body);
    return properties && holds(all_, *properties);
  }
  // A message without any attribute matches nothing, not even `"exists": false`.
  const MessageProperties properties = properties_of(attributes);
  return !properties.empty() && holds(all_, properties);
}

}  // namespace sqsproof::semantics

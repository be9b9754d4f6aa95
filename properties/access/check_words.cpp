// The words that checks put their questions in: conditions and callers.
#include <fmt/format.h>

#include "policy/support/words.h"
#include "properties/access/check.h"

namespace sqsproof::properties {

policy::Condition condition(std::string_view op, std::string_view key,
                            const std::set<std::string>& values) {
  policy::Condition result;
  result.op = policy::find_operator(op);
  result.operator_text = op;
  result.key = policy::to_lower(key);
  result.key_text.text = key;
  for (const std::string& value : values) result.values.push_back({value, {}});
  return result;
}

policy::Condition all_values(std::string_view op, std::string_view key,
                             const std::set<std::string>& values) {
  policy::Condition result = condition(op, key, values);
  result.qualifier = policy::Qualifier::for_all_values;
  result.operator_text = "ForAllValues:" + result.operator_text;
  return result;
}

policy::Condition of_variable(std::string_view op, std::string_view key, std::string_view value) {
  policy::Condition result = condition(op, key, {std::string(value)});
  result.values.front().variables = true;
  return result;
}

std::set<std::string> wrapped(std::string_view before, const std::set<std::string>& values,
                              std::string_view behind) {
  std::set<std::string> result;
  for (const std::string& value : values) {
    result.insert(fmt::format("{}{}{}", before, value, behind));
  }
  return result;
}

std::vector<policy::CallerKind> iam_callers() {
  using policy::CallerKind;
  return {CallerKind::user, CallerKind::role, CallerKind::root, CallerKind::federated_user};
}

}  // namespace sqsproof::properties

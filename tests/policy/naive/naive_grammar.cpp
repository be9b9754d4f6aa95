// What a policy must look like. IAM/reference_policies_grammar
#include <regex>
#include <set>

#include "tests/policy/naive/naive.h"
#include "tests/policy/naive/naive_rules.h"
#include "tests/policy/naive/naive_variables.h"

namespace sqsproof::tests::naive {
namespace {

using Refusal = std::optional<std::string>;

bool is_text_or_texts(const Json& value) {
  if (value.is_string()) return true;
  if (!value.is_array()) return false;
  for (const Json& item : value) {
    if (!item.is_string()) return false;
  }
  return true;
}

Refusal unknown_members(const Json& object, const std::set<std::string>& known) {
  for (const auto& [name, value] : object.items()) {
    if (!known.contains(name)) return "unknown element " + name;
  }
  return std::nullopt;
}

/// IAM/reference_policies_elements_principal: whole account, user, role, session or unique id.
bool is_aws_principal(const std::string& text) {
  static const std::regex kForm(
      "\\*|[0-9]{12}|[0-9]{4}-[0-9]{4}-[0-9]{4}|A(?:IDA|ROA)[A-Z0-9]+|"
      "arn:aws[a-z-]*:iam::[0-9]{12}:(?:root|(?:user|role)/[^*?]+)|"
      "arn:aws[a-z-]*:sts::[0-9]{12}:(?:assumed-role/[^/*?]+/[^/*?]+|federated-user/[^/*?]+)");
  return std::regex_match(text, kForm);
}

Refusal principal(const Json& element) {
  if (element == "*" || element == Json::array()) return std::nullopt;
  if (!element.is_object()) return "principal is neither * nor an object";
  if (auto refused = unknown_members(element, {"AWS", "Service", "Federated", "CanonicalUser"})) {
    return refused;
  }
  for (const auto& [key, value] : element.items()) {
    if (!is_text_or_texts(value)) return "principal value";
    for (const std::string& text : as_list(value)) {
      if (key == "AWS" && !is_aws_principal(text)) return "principal " + text;
      static const std::regex kService("[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+");
      if (key == "Service" && !std::regex_match(text, kService)) return "service " + text;
    }
  }
  return std::nullopt;
}

Refusal action(const std::string& text) {
  static const std::regex kForm("\\*|[A-Za-z0-9-]+:.+");
  if (!std::regex_match(text, kForm)) return "action " + text;
  return std::nullopt;
}

Refusal variables(const std::string& text) {
  if (!pieces_of(text)) return "variable in " + text;
  return std::nullopt;
}

/// Readers of JSON write 1e3, 1.0 and numbers of many digits back as other texts.
/// IAM/reference_policies_elements_datatypes
bool keeps_its_text(const std::string& number) {
  static const std::regex kForm("-?[0-9]{1,15}|-?(?=[0-9.]{3,16}$)[0-9]+\\.[0-9]*[1-9]");
  return std::regex_match(number, kForm) && number != "-0";
}

Refusal condition_value(const Json& value, const OperatorName& op, bool variables_count) {
  if (!value.is_string() && !value.is_number() && !value.is_boolean()) return "condition value";
  const std::string text = as_text(value);
  if (value.is_number() && !keeps_its_text(text)) return "bare number " + text;
  if (op.base == "Null" && text != "true" && text != "false") return "value of Null";
  const bool takes_variables = op.base.find("String") == 0 || op.base.find("Arn") == 0;
  return variables_count && takes_variables ? variables(text) : std::nullopt;
}

Refusal condition_keys(const Json& keys, const OperatorName& op, bool variables_count) {
  if (!keys.is_object()) return "an operator takes an object";
  static const std::regex kKey("[^:]+:.+");
  std::set<std::string> seen;
  for (const auto& [key, values] : keys.items()) {
    if (!std::regex_match(key, kKey)) return "condition key " + key;
    if (!seen.insert(lower(key)).second) return "two spellings of " + key;
    const Json list = values.is_array() ? values : Json::array({values});
    for (const Json& value : list) {
      if (auto refused = condition_value(value, op, variables_count)) return refused;
    }
  }
  return std::nullopt;
}

Refusal condition(const Json& block, bool variables_count) {
  if (!block.is_object()) return "condition is no object";
  for (const auto& [name, keys] : block.items()) {
    const auto op = take_apart(name);
    if (!op) return "operator " + name;
    if (auto refused = condition_keys(keys, *op, variables_count)) return refused;
  }
  return std::nullopt;
}

Refusal patterns(const Json& statement, const std::string& element, bool variables_count) {
  const bool plain = statement.contains(element);
  const bool negated = statement.contains("Not" + element);
  if (plain == negated) return "exactly one of " + element + " and Not" + element;
  const Json& value = statement[plain ? element : "Not" + element];
  if (element == "Principal") return principal(value);
  if (!is_text_or_texts(value)) return element + " is no text";
  for (const std::string& text : as_list(value)) {
    if (element == "Action") {
      if (auto refused = action(text)) return refused;
    } else if (variables_count) {
      if (auto refused = variables(text)) return refused;
    }
  }
  return std::nullopt;
}

Refusal statement(const Json& json, bool variables_count) {
  if (!json.is_object()) return "a statement is an object";
  if (auto refused = unknown_members(json, {"Sid", "Effect", "Principal", "NotPrincipal", "Action",
                                            "NotAction", "Resource", "NotResource", "Condition"})) {
    return refused;
  }
  if (json.contains("Sid") && !json["Sid"].is_string()) return "Sid";
  if (!json.contains("Effect") || (json["Effect"] != "Allow" && json["Effect"] != "Deny")) {
    return "Effect";
  }
  for (const char* element : {"Principal", "Action", "Resource"}) {
    if (auto refused = patterns(json, element, variables_count)) return refused;
  }
  return json.contains("Condition") ? condition(json["Condition"], variables_count) : std::nullopt;
}

}  // namespace

Refusal refusal(const std::string& text) {
  const Json policy = Json::parse(text);
  if (!policy.is_object()) return "a policy is an object";
  if (auto refused = unknown_members(policy, {"Version", "Id", "Statement"})) return refused;
  const std::string version = policy.contains("Version") ? as_text(policy["Version"]) : "";
  if (policy.contains("Version") && version != "2008-10-17" && version != "2012-10-17") {
    return "version " + version;
  }
  if (policy.contains("Id") && !policy["Id"].is_string()) return "Id";
  if (!policy.contains("Statement")) return "no Statement";
  const Json& value = policy["Statement"];
  const Json list = value.is_array() ? value : Json::array({value});
  if (list.empty()) return "no statement in Statement";
  for (const Json& one : list) {
    if (auto refused = statement(one, version == "2012-10-17")) return refused;
  }
  return std::nullopt;
}

}  // namespace sqsproof::tests::naive

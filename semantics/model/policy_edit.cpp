// AddPermission and RemovePermission on the text of a policy.
#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "policy/values/arn.h"
#include "semantics/limits.h"
#include "semantics/model/policy_text.h"

namespace sqsproof::semantics {
namespace {

using Json = nlohmann::ordered_json;

/// One value stands alone, several in a list (recorded).
Json one_or_list(const std::vector<std::string>& values) {
  return values.size() == 1 ? Json(values.front()) : Json(values);
}

Json statement_of(const std::string& queue_arn, const Permission& permission) {
  const auto arn = policy::split_arn(queue_arn);
  std::vector<std::string> principals;
  for (const std::string& account : permission.accounts) {
    principals.push_back(fmt::format("arn:{}:iam::{}:root", arn->partition(), account));
  }
  std::vector<std::string> actions;
  for (const std::string& action : permission.actions) actions.push_back("SQS:" + action);
  return {{"Sid", permission.label},
          {"Effect", "Allow"},
          {"Principal", {{"AWS", one_or_list(principals)}}},
          {"Action", one_or_list(actions)},
          {"Resource", queue_arn}};
}

/// The statements as a list, also where a policy has a single one.
Json statements_of(const Json& policy) {
  const auto found = policy.find("Statement");
  if (found == policy.end()) return Json::array();
  return found->is_array() ? *found : Json::array({*found});
}

bool has_label(const Json& statement, const std::string& label) {
  const auto sid = statement.find("Sid");
  return sid != statement.end() && *sid == label;
}

}  // namespace

Checked<std::string> add_statement(const std::string& policy, const std::string& queue_arn,
                                   const Permission& permission) {
  Json edited = {{"Version", "2008-10-17"}, {"Id", queue_arn + "/SQSDefaultPolicy"}};
  if (!policy.empty()) edited = Json::parse(policy, nullptr, false);
  Json statements = statements_of(edited);
  for (const Json& statement : statements) {
    if (has_label(statement, permission.label)) {
      return invalid_value(permission.label, "Label", "Already exists.");
    }
  }
  statements.push_back(statement_of(queue_arn, permission));
  if (statements.size() > kPolicyStatements) {
    return refuse("OverLimit", fmt::format("{} Statements were found, maximum allowed is {}.",
                                           statements.size(), kPolicyStatements));
  }
  edited["Statement"] = std::move(statements);
  return edited.dump();
}

Checked<std::string> remove_statement(const std::string& policy, const std::string& label) {
  Json edited = policy.empty() ? Json::object() : Json::parse(policy, nullptr, false);
  const Json statements = statements_of(edited);
  Json kept = Json::array();
  for (const Json& statement : statements) {
    if (!has_label(statement, label)) kept.push_back(statement);
  }
  if (kept.size() == statements.size()) {
    return invalid_value(label, "Label", "can't find label.");
  }
  if (kept.empty()) return std::string();
  edited["Statement"] = std::move(kept);
  return edited.dump();
}

}  // namespace sqsproof::semantics

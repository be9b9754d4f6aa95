#include "semantics/model/policy_text.h"

#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>

#include "policy/document/parse.h"
#include "semantics/limits.h"

namespace sqsproof::semantics {
namespace {

using Json = nlohmann::ordered_json;

std::size_t statements_in(const Json& policy) {
  const auto found = policy.find("Statement");
  if (found == policy.end()) return 0;
  return found->is_array() ? found->size() : 1;
}

}  // namespace

Checked<bool> check_policy(const std::string& text) {
  const Refusal bad = refuse("InvalidAttributeValue", "Invalid value for the parameter Policy.");
  if (text.size() > kPolicyBytes) return bad;
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return bad;
  if (const std::size_t count = statements_in(json); count > kPolicyStatements) {
    return refuse("OverLimit",
                  fmt::format("{} statements were found in the submitted policy, max allowed is {}",
                              count, kPolicyStatements));
  }
  const auto source = std::make_shared<const policy::SourceText>(policy::SourceText{"-", text});
  if (!policy::parse_policy(source).document) return bad;
  return true;
}

bool is_same_json(const std::string& a, const std::string& b) {
  const auto x = nlohmann::json::parse(a, nullptr, false);
  const auto y = nlohmann::json::parse(b, nullptr, false);
  return x.is_discarded() || y.is_discarded() ? a == b : x == y;
}

}  // namespace sqsproof::semantics

#include "properties/access/queue_policy.h"

#include <algorithm>
#include <set>
#include <vector>

#include "policy/document/kind.h"
#include "policy/support/json.h"
#include "policy/support/words.h"
#include "policy/values/arn.h"
#include "policy/values/glob.h"

namespace sqsproof::properties {
namespace {

bool is_missing_principal(const policy::Diagnostic& one) {
  return one.id == "grammar/missing-principal";
}

void explain_identity(policy::Diagnostics& said) {
  const auto first = std::find_if(said.begin(), said.end(), is_missing_principal);
  if (first == said.end()) return;
  first->message = "no statement says who: this is no policy of a queue, but one of an identity";
  first->help =
      "name a Principal in each statement of a queue's policy; those of users, groups and roles "
      "are read by `sqsproof diff` and `sqsproof decide`, with --kind identity";
  said.erase(std::remove_if(first + 1, said.end(), is_missing_principal), said.end());
}

/// As role trust policies, which name no resource.
void explain_resource(policy::Diagnostics& said) {
  for (policy::Diagnostic& one : said) {
    if (one.id != "grammar/missing-resource") continue;
    one.help +=
        "; the policy of a role or another resource is read by `sqsproof diff` and `sqsproof "
        "decide`, with --kind resource";
  }
}

void add_services(const policy::Statement& statement, std::set<std::string>& services) {
  const auto add = [&](std::string_view service) {
    if (!service.empty() && !policy::has_wildcard(service)) {
      services.insert(policy::to_lower(service));
    }
  };
  for (const policy::Text& action : statement.actions.entries) {
    const std::size_t colon = action.text.find(':');
    if (colon != std::string::npos) add(std::string_view(action.text).substr(0, colon));
  }
  for (const policy::Text& resource : statement.resources.entries) {
    if (const auto arn = policy::split_arn(resource.text)) add(arn->service());
  }
}

}  // namespace

policy::Parsed parse_queue_policy(const policy::Source& text) {
  policy::Parsed parsed = policy::parse_policy(text);
  if (parsed.document) return parsed;
  const auto root = policy::read_json(text);
  if (!root) return parsed;
  const auto kind = policy::recognised_kind(*root);
  if (kind == policy::PolicyKind::identity) explain_identity(parsed.diagnostics);
  if (kind == policy::PolicyKind::resource) explain_resource(parsed.diagnostics);
  return parsed;
}

std::string other_services(const policy::Document& policy) {
  std::set<std::string> services;
  for (const policy::Statement& statement : policy.statements) add_services(statement, services);
  if (services.contains("sqs")) return {};
  return policy::join(std::vector<std::string>(services.begin(), services.end()), ", ");
}

}  // namespace sqsproof::properties

#include "policy/symbolic/realm.h"

#include "policy/document/condition_keys.h"
#include "policy/values/arn.h"
#include "policy/values/glob.h"

namespace sqsproof::policy {
namespace {

void add_list_keys(const Document& policy, std::set<std::string>& keys) {
  for (const Statement& statement : policy.statements) {
    for (const Condition& condition : statement.conditions) {
      if (condition.qualifier == Qualifier::none) continue;
      if (is_key_of_another_service(condition.key)) keys.insert(condition.key);
    }
  }
}

}  // namespace

Realm realm_of_queue(const std::string& queue_arn) {
  const auto parts = split_arn(queue_arn);
  return {PolicyKind::queue, queue_arn, parts ? std::string(parts->partition()) : "aws", {}};
}

Realm realm_of(const Document& policy, const Document* baseline, std::string partition) {
  Realm realm{policy.kind, {}, std::move(partition), {}};
  add_list_keys(policy, realm.list_keys);
  if (baseline != nullptr) add_list_keys(*baseline, realm.list_keys);
  return realm;
}

std::set<std::string> partitions_of(const Document& policy) {
  std::set<std::string> partitions;
  const auto look = [&](const std::string& text) {
    const auto parts = split_arn(text);
    if (!parts || parts->part[0] != "arn" || parts->partition().empty()) return;
    if (!has_wildcard(parts->partition()) && parts->partition().find('$') == std::string::npos) {
      partitions.emplace(parts->partition());
    }
  };
  for (const Statement& statement : policy.statements) {
    for (const PrincipalEntry& entry : statement.principals.entries) look(entry.text);
    for (const Text& resource : statement.resources.entries) look(resource.text);
    for (const Condition& condition : statement.conditions) {
      for (const Text& value : condition.values) look(value.text);
    }
  }
  return partitions;
}

}  // namespace sqsproof::policy

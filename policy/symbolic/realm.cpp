#include "policy/symbolic/realm.h"

#include "policy/decide/condition.h"
#include "policy/values/arn.h"
#include "policy/values/glob.h"

namespace sqsproof::policy {
Realm realm_of_queue(const std::string& queue_arn) {
  const auto parts = split_arn(queue_arn);
  return {PolicyKind::queue, queue_arn, parts ? std::string(parts->partition()) : "aws", {}};
}

Realm realm_of_queue(const std::string& queue_arn, const Document& policy) {
  Realm realm = realm_of_queue(queue_arn);
  realm.list_keys = keys_taken_for_lists(policy);
  return realm;
}

Realm realm_of(const Document& policy, const Document* baseline, std::string partition) {
  Realm realm{policy.kind, {}, std::move(partition), {}};
  for (const Document* one : {&policy, baseline}) {
    if (one != nullptr) realm.list_keys.merge(keys_taken_for_lists(*one));
  }
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

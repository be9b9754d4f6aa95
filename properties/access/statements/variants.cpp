#include "properties/access/statements/variants.h"

#include <algorithm>

namespace sqsproof::properties {

using policy::PrincipalEntry;
using policy::Statement;

policy::RequestClass every_request(const policy::Vocabulary& vocabulary) {
  using policy::CallerKind;
  policy::RequestClass every;
  every.callers = {CallerKind::anonymous,      CallerKind::root, CallerKind::user,
                   CallerKind::federated_user, CallerKind::role, CallerKind::service};
  for (const auto& action : vocabulary.actions) every.actions.push_back(action.name);
  return every;
}

policy::Document with_statements(const policy::Document& policy,
                                 std::vector<Statement> statements) {
  policy::Document result = policy;
  result.statements = std::move(statements);
  for (std::size_t i = 0; i < result.statements.size(); ++i) result.statements[i].index = i;
  return result;
}

Statement allow_everyone() {
  Statement statement;
  statement.effect = policy::Effect::allow;
  statement.principals.entries.push_back({policy::PrincipalEntry::Kind::everyone, "*", {}, {}});
  statement.actions.entries.push_back({"*", {}});
  statement.resources.entries.push_back({"*", {}});
  return statement;
}

Statement without_condition(Statement statement, std::size_t index) {
  statement.conditions.erase(statement.conditions.begin() + static_cast<std::ptrdiff_t>(index));
  return statement;
}

Statement with_conditions(Statement statement, const std::vector<std::size_t>& indices) {
  std::vector<policy::Condition> kept;
  for (const std::size_t index : indices) kept.push_back(statement.conditions[index]);
  statement.conditions = std::move(kept);
  return statement;
}

bool delegates_only(const Statement& statement, const std::string& owner) {
  const auto& entries = statement.principals.entries;
  return !statement.principals.negated &&
         std::all_of(entries.begin(), entries.end(), [&](const PrincipalEntry& entry) {
           if (entry.kind == PrincipalEntry::Kind::service) return true;
           return entry.kind == PrincipalEntry::Kind::account ||
                  (!entry.account.empty() && entry.account != owner);
         });
}

std::vector<Statement> without_delegation(std::vector<Statement> statements,
                                          const std::string& owner) {
  std::vector<Statement> left;
  for (Statement& statement : statements) {
    auto& entries = statement.principals.entries;
    if (statement.effect == policy::Effect::allow && !statement.principals.negated) {
      const auto delegates = [&](const PrincipalEntry& entry) {
        return entry.kind == PrincipalEntry::Kind::account && entry.account == owner;
      };
      entries.erase(std::remove_if(entries.begin(), entries.end(), delegates), entries.end());
      if (entries.empty()) continue;
    }
    left.push_back(std::move(statement));
  }
  return left;
}

}  // namespace sqsproof::properties

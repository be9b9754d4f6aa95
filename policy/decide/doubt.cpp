#include "policy/decide/doubt.h"

#include <algorithm>

#include "policy/decide/condition.h"
#include "policy/decide/match.h"

namespace sqsproof::policy {
namespace {

/// So that no two lists of texts have one name.
void append(std::string& name, const std::string& text) {
  name += std::to_string(text.size()) + ":" + text;
}

std::string begin(std::string_view what, Effect effect) {
  return std::string(what) + " " + std::string(name_of(effect)) + " ";
}

std::string name_of(std::string_view what, Effect effect, const Patterns& patterns) {
  std::string name = begin(what, effect);
  if (patterns.negated) name += "not ";
  for (const Text& entry : patterns.entries) {
    if (entry.variables) name += '$';
    append(name, entry.text);
  }
  return name;
}

}  // namespace

std::string name_of_resources(const Statement& statement) {
  return name_of("resource", statement.effect, statement.resources);
}

std::string name_of_actions(const Statement& statement) {
  return name_of("action", statement.effect, statement.actions);
}

std::string name_of_principals(const Statement& statement) {
  std::string name = begin("principal", statement.effect);
  if (statement.principals.negated) name += "not ";
  for (const PrincipalEntry& entry : statement.principals.entries) {
    name += static_cast<char>('a' + static_cast<int>(entry.kind));
    append(name, entry.text);
  }
  return name;
}

/// A known operator is the same however it is written; one in another case is its text.
std::string name_of_condition(const Condition& condition, Effect effect) {
  std::string name = begin("condition", effect);
  append(name, condition.respelt ? condition.operator_text : std::string(condition.op->name));
  name += static_cast<char>('0' + static_cast<int>(condition.qualifier));
  name += condition.if_exists ? "y" : "n";
  append(name, condition.key);
  std::vector<std::string> values;
  for (const Text& value : condition.values)
    values.push_back((value.variables ? "$" : "=") + value.text);
  std::sort(values.begin(), values.end());
  for (const std::string& value : values) append(name, value);
  return name;
}

std::vector<NamedTest> tests_of(const Statement& statement, const Request& request,
                                PolicyKind kind) {
  std::vector<NamedTest> tests = {
      {name_of_actions(statement), action_matches(statement.actions, request.action)},
      {name_of_principals(statement),
       principal_matches(statement.principals, statement.effect, request)},
      {name_of_resources(statement),
       resource_matches(statement.resources, statement.effect, request, kind)}};
  for (const Condition& condition : statement.conditions) {
    tests.push_back(
        {name_of_condition(condition, statement.effect),
         holds(condition, request, statement.effect, is_foreign_key(condition, request, kind))});
  }
  return tests;
}

}  // namespace sqsproof::policy

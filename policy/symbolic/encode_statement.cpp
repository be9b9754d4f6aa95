// A whole statement in both readings.
#include <algorithm>

#include "policy/decide/doubt.h"
#include "policy/symbolic/encode.h"

namespace sqsproof::policy {
namespace {

/// Everything that a statement without variables says hangs on, but for the space.
class StatementName {
 public:
  StatementName() {
    constexpr std::size_t kUsualLength = 512;
    name_.reserve(kUsualLength);
    name_ += "statement ";
  }

  std::string of(const Statement& statement) && {
    add_number(statement.effect == Effect::allow ? 0 : 1);
    add_number(2 * statement.principals.entries.size() + (statement.principals.negated ? 1 : 0));
    for (const PrincipalEntry& entry : statement.principals.entries) {
      add_number(static_cast<std::size_t>(entry.kind));
      add(entry.text);
    }
    add(statement.actions);
    add(statement.resources);
    for (const Condition& condition : statement.conditions) add(condition);
    return std::move(name_);
  }

 private:
  void add_number(std::size_t number) {
    name_.append(reinterpret_cast<const char*>(&number), sizeof number);
  }
  void add(std::string_view text) {
    add_number(text.size());
    name_ += text;
  }
  void add(const Patterns& patterns) {
    add_number(2 * patterns.entries.size() + (patterns.negated ? 1 : 0));
    for (const Text& entry : patterns.entries) add(entry.text);
  }
  void add(const Condition& condition) {
    const std::size_t flags = (condition.if_exists ? 1U : 0U) + (condition.respelt ? 2U : 0U);
    add_number(4 * static_cast<std::size_t>(condition.qualifier) + flags);
    add(condition.op->name);
    add(condition.key);
    add_number(condition.values.size());
    for (const Text& value : condition.values) add(value.text);
  }

  std::string name_;
};

bool has_variables(const Statement& statement) {
  return std::any_of(statement.resources.entries.begin(), statement.resources.entries.end(),
                     [](const Text& entry) { return entry.variables; }) ||
         std::any_of(statement.conditions.begin(), statement.conditions.end(),
                     [](const Condition& condition) { return has_variables(condition); });
}

}  // namespace

std::array<Conjunction, 2> encode(const Statement& statement, Space& space) {
  if (has_variables(statement)) {
    return {encode(statement, Reading::certain, space.actions(), space),
            encode(statement, Reading::possible, space.actions(), space)};
  }
  const auto first_two = [&](Reading reading) -> std::vector<Literal> {
    if (encode_queue(statement, reading, space).kind == Literal::Kind::never) return {};
    const Literal action = encode_actions(statement.actions, reading, space.actions(), space);
    return {action, encode_principals(statement, reading, space)};
  };
  return encode_remembered(StatementName().of(statement), {Space::kAction, Space::kCaller},
                           first_two, statement.conditions, statement.effect, space);
}

std::vector<std::vector<SymbolicTest>> tests_of(const Statement& statement, Space& space) {
  if (space.realm().is_open()) return open_tests_of(statement, space);
  constexpr Reading kSurely = Reading::certain;
  constexpr Reading kPossibly = Reading::possible;
  const auto actions = [&](Reading reading) {
    return encode_actions(statement.actions, reading, space.actions(), space);
  };
  std::vector<SymbolicTest> tests = {
      {name_of_resources(statement), encode_queue(statement, kSurely, space),
       encode_queue(statement, kPossibly, space)},
      {name_of_actions(statement), actions(kSurely), actions(kPossibly)},
      {name_of_principals(statement), encode_principals(statement, kSurely, space),
       encode_principals(statement, kPossibly, space)}};
  for (const Condition& condition : statement.conditions) {
    tests.push_back({name_of_condition(condition, statement.effect),
                     encode(condition, kSurely, space, statement.effect),
                     encode(condition, kPossibly, space, statement.effect)});
  }
  return {tests};
}

}  // namespace sqsproof::policy

#include "policy/symbolic/encode.h"

#include <algorithm>
#include <fmt/format.h>

#include "policy/decide/condition.h"
#include "policy/decide/match.h"
#include "policy/symbolic/flaw.h"
#include "policy/symbolic/variables.h"

namespace sqsproof::policy {
namespace {

/// So that no two lists of texts have one name.
void append_text(std::string& name, const std::string& text) {
  name += std::to_string(text.size());
  name += ':';
  name += text;
}

Literal given_resources(const Patterns& resources, Effect effect, Reading reading,
                        const Request& request) {
  const Truth wanted = reading == Reading::certain ? Truth::yes : Truth::unknown;
  const bool matches =
      makes(Flaw::all_resources) || resource_matches(resources, effect, request) >= wanted;
  return {matches ? Literal::Kind::always : Literal::Kind::never};
}

/// The queue is known, so only variables leave anything open.
Literal encode_resources(const Statement& statement, Reading reading, Space& space) {
  const Patterns& resources = statement.resources;
  const Effect effect = statement.effect;
  const auto keys = variable_keys(resources.entries);
  if (keys.empty()) return given_resources(resources, effect, reading, space.constants());
  std::string name = fmt::format("resource {} {}", name_of(effect), resources.negated);
  for (const Text& entry : resources.entries) {
    name += fmt::format(" {}:{}", entry.text.size(), entry.text);
  }
  const Relation& relation = space.relation(name, [&](Relation& made) {
    made.keys = keys;
    made.texts = texts_with_variables(resources.entries);
    made.value = space.queue_arn();
    made.truth = [resources, effect](const Request& request) {
      return resource_matches(resources, effect, request);
    };
    made.given = [resources, effect](const Request& request, Reading wanted) {
      return given_resources(resources, effect, wanted, request);
    };
  });
  const VariableId variable = relation.variables[reading == Reading::possible ? 1 : 0];
  return space.literal(variable, exactly(kRelationHolds));
}

Literal covering(const Patterns& patterns, Reading reading, const std::vector<std::string>& actions,
                 Space& space) {
  const Truth wanted = reading == Reading::certain ? Truth::yes : Truth::unknown;
  std::vector<std::string> covered;
  for (const std::string& action : actions) {
    if (action_matches(patterns, action) >= wanted) covered.push_back(action);
  }
  if (covered.size() == actions.size()) return {Literal::Kind::always};
  return space.action_in(covered);
}

/// Where something is listed, the readings agree.
Literal encode_actions(const Patterns& patterns, Reading reading,
                       const std::vector<std::string>& actions, Space& space) {
  if (&actions != &space.actions() || patterns.entries.empty()) {
    return covering(patterns, reading, actions, space);
  }
  std::string name = patterns.negated ? "covers all but" : "covers";
  name += space.vocabulary_name();
  for (const Text& pattern : patterns.entries) append_text(name, pattern.text);
  return space.recalled(Space::kAction, name,
                        [&] { return covering(patterns, reading, actions, space); });
}

}  // namespace

Literal encode_principals(const Statement& statement, Reading reading, Space& space) {
  const Callers& callers = space.callers();
  const Principals& principals = statement.principals;
  const bool inside = callers.covers_listed(principals, reading);
  std::string name = "principals ";
  name += name_of(statement.effect);
  name += principals.negated ? " not " : " ";
  name += reading == Reading::possible ? "possibly" : "surely";
  for (const PrincipalEntry& entry : principals.entries) {
    name += static_cast<char>('a' + static_cast<int>(entry.kind));
    append_text(name, entry.text);
  }
  return space.recalled(Space::kCaller, name, [&] {
    return space.named(
        Space::kCaller, name,
        [&] { return callers.covered_by(principals, statement.effect, reading); }, inside);
  });
}

void Conjunction::add(Literal literal) {
  if (literal.kind == Literal::Kind::never) never = true;
  if (literal.kind == Literal::Kind::atom) literals.push_back(literal);
  if (never) literals.clear();
}

bool is_expressible(const Condition& condition) {
  if (condition.op->kind == ValueKind::presence) return true;
  if (find_point_key(condition.key) != nullptr) return true;
  if (condition.op->certain == nullptr || condition.op->possible == nullptr) return false;
  const bool variables = std::any_of(condition.values.begin(), condition.values.end(),
                                     [](const Text& value) { return value.variables; });
  const bool take_variables =
      condition.op->kind == ValueKind::string || condition.op->kind == ValueKind::arn;
  return fits_type(condition) && (take_variables || !variables);
}

Conjunction encode(const Statement& statement, Reading reading,
                   const std::vector<std::string>& actions, Space& space) {
  Conjunction result;
  result.add(encode_resources(statement, reading, space));
  if (result.never) return result;
  result.add(encode_actions(statement.actions, reading, actions, space));
  result.add(encode_principals(statement, reading, space));
  for (const Condition& condition : statement.conditions) {
    result.add(encode(condition, reading, space, statement.effect));
  }
  return result;
}

}  // namespace sqsproof::policy

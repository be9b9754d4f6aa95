// Statements of open realms: any action, any resource.
#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "policy/decide/doubt.h"
#include "policy/decide/expand.h"
#include "policy/decide/match.h"
#include "policy/document/condition_keys.h"
#include "policy/support/words.h"
#include "policy/symbolic/encode.h"
#include "policy/symbolic/open_requests.h"
#include "policy/symbolic/variables.h"
#include "policy/values/arn.h"
#include "policy/values/glob.h"

namespace sqsproof::policy {
namespace {

constexpr Literal kNever{Literal::Kind::never};
constexpr Literal kAlways{Literal::Kind::always};

Reading other(Reading reading) {
  return reading == Reading::certain ? Reading::possible : Reading::certain;
}

Language everything() { return many_of(any_byte()); }

/// What an entry names for given values of its variables. A text with fewer wildcards names less.
Language named_after_expansion(const Text& entry, bool negated, Reading reading,
                               const Request& given) {
  const bool possible = reading == Reading::possible;
  const Expansion expansion = expand(entry.text, given, true);
  if (expansion.uncertain) return possible ? everything() : empty_language();
  if (expansion.absent) return possible && negated ? everything() : empty_language();
  const bool misplaced = has_misplaced_variable(entry.text);
  if (misplaced && !possible) return empty_language();
  return resources_named(possible ? expansion.as_wildcards : expansion.as_characters, reading);
}

/// Mirrors `resource_matches`: `given` holds the values of variables.
Literal given_resources(const Patterns& resources, Reading reading, const Request& given,
                        Space& space) {
  const Reading listed = resources.negated ? other(reading) : reading;
  Language named;
  for (const Text& entry : resources.entries) {
    named =
        named | (entry.variables ? named_after_expansion(entry, resources.negated, listed, given)
                                 : resources_named(entry.text, listed));
  }
  return space.literal(Space::kResource, with_resource_in(named), !resources.negated);
}

std::string name_of(const Patterns& resources) {
  std::string name = resources.negated ? "no resource" : "resource";
  for (const Text& entry : resources.entries) {
    name += fmt::format(" {}{}:{}", entry.variables ? "$" : "", entry.text.size(), entry.text);
  }
  return name;
}

/// What may be named at all, with any text in the place of each variable.
Language shadow_of(const Patterns& resources) {
  Language named;
  for (const Text& entry : resources.entries) {
    if (!entry.variables) {
      named = named | resources_named(entry.text, Reading::possible);
    } else if (has_misplaced_variable(entry.text)) {
      return with_resource_in(everything());
    } else {
      const std::string text = with_star_for_variables(entry.text, true);
      named = named | resources_named(text, Reading::possible);
    }
  }
  return with_resource_in(named);
}

/// Whether nothing is open about what an entry names, but for the values of variables.
bool is_sharp(const Text& entry) {
  const auto parts = split_arn(entry.text);
  if (!parts) return entry.text == "*";
  const std::string_view head =
      std::string_view(entry.text).substr(0, entry.text.size() - parts->resource().size());
  return head == to_lower(head) && !has_wildcard(parts->service()) &&
         !(entry.variables && has_misplaced_variable(entry.text));
}

Literal encode_resources(const Statement& statement, Reading reading, Space& space) {
  const Patterns& resources = statement.resources;
  if (resources.entries.empty()) {
    return resources.negated && reading == Reading::possible ? kAlways : kNever;
  }
  const auto keys = variable_keys(resources.entries);
  const std::string name = name_of(resources);
  if (keys.empty()) {
    const Reading listed = resources.negated ? other(reading) : reading;
    const auto build = [&] {
      Language named;
      for (const Text& entry : resources.entries) {
        // Characters such as `${*}` are no variables, but stand for themselves.
        named =
            named | (entry.variables ? named_after_expansion(entry, resources.negated, listed, {})
                                     : resources_named(entry.text, listed));
      }
      return with_resource_in(named);
    };
    return space.named(Space::kResource, fmt::format("{} {}", static_cast<int>(listed), name),
                       build, !resources.negated);
  }
  const auto& lists = space.realm().list_keys;
  if (std::any_of(keys.begin(), keys.end(), [&](const auto& key) { return lists.contains(key); })) {
    return reading == Reading::possible ? kAlways : kNever;
  }
  const Relation& relation = space.relation(name, [&](Relation& made) {
    made.keys = keys;
    made.texts = texts_with_variables(resources.entries);
    made.names = shadow_of(resources);
    made.names_negated = resources.negated;
    made.sharp = std::all_of(resources.entries.begin(), resources.entries.end(), is_sharp);
    made.truth = [resources, kind = space.realm().kind](const Request& request) {
      return resource_matches(resources, Effect::allow, request, kind);
    };
    made.given = [resources, &space](const Request& request, Reading wanted) {
      return given_resources(resources, wanted, request, space);
    };
  });
  const VariableId variable = relation.variables[reading == Reading::possible ? 1 : 0];
  return space.literal(variable, exactly(kRelationHolds));
}

/// Services whose keys the conditions hold.
std::set<std::string> services_of_keys(const Statement& statement) {
  std::set<std::string> services;
  for (const Condition& condition : statement.conditions) {
    const std::string_view service = service_of_key(condition.key);
    if (!service.empty()) services.emplace(service);
  }
  return services;
}

/// The statement for requests to `service`, whose own keys are judged as usual; with an empty one,
/// for requests to none of `services`. Tests come in the order of `names_for`.
std::vector<Literal> literals_for(const Statement& statement, Reading reading,
                                  const std::string* service, const std::set<std::string>& services,
                                  Space& space) {
  std::vector<Literal> result = {encode_resources(statement, reading, space)};
  if (result.front().kind == Literal::Kind::never) return {kNever};
  result.push_back(space.action_covered(statement.actions, reading));
  if (service != nullptr) {
    for (const std::string& one : services) {
      const Literal of_service = space.action_of_service(one);
      if (service->empty()) result.push_back(negate(of_service));
      if (*service == one) result.push_back(of_service);
    }
  }
  result.push_back(encode_principals(statement, reading, space));
  for (const Condition& condition : statement.conditions) {
    const std::string_view of = service_of_key(condition.key);
    const bool foreign = service != nullptr && !of.empty() && of != *service;
    result.push_back(encode(condition, reading, space, statement.effect,
                            foreign ? KeyOf::another_service : KeyOf::own_service));
  }
  return result;
}

Conjunction encode_for(const Statement& statement, Reading reading, const std::string* service,
                       const std::set<std::string>& services, Space& space) {
  Conjunction result;
  for (const Literal& literal : literals_for(statement, reading, service, services, space)) {
    result.add(literal);
  }
  return result;
}

/// A test is another one for requests to another service than its key's.
std::string name_in(const Condition& condition, Effect effect, const std::string* service) {
  const std::string_view of = service_of_key(condition.key);
  const bool foreign = service != nullptr && !of.empty() && of != *service;
  return name_of_condition(condition, effect) + (foreign ? " foreign" : "");
}

std::vector<SymbolicTest> tests_for(const Statement& statement, const std::string* service,
                                    const std::set<std::string>& services, Space& space) {
  const auto possibly = literals_for(statement, Reading::possible, service, services, space);
  if (possibly.size() == 1) return {{"", kNever, kNever}};
  auto surely = literals_for(statement, Reading::certain, service, services, space);
  if (surely.size() == 1) surely.assign(possibly.size(), kNever);
  std::vector<std::string> names = {name_of_resources(statement), name_of_actions(statement)};
  const std::size_t behind = 1 + statement.conditions.size();
  names.resize(possibly.size() - behind);  // what the service is, both readings agree on
  names.push_back(name_of_principals(statement));
  for (const Condition& condition : statement.conditions) {
    names.push_back(name_in(condition, statement.effect, service));
  }
  std::vector<SymbolicTest> tests;
  for (std::size_t i = 0; i < names.size(); ++i) {
    tests.push_back({std::move(names[i]), surely[i], possibly[i]});
  }
  return tests;
}

/// Whether what conditions say hangs on the service that is asked.
bool hangs_on_service(const Statement& statement, const std::set<std::string>& services) {
  return !services.empty() && statement.effect == Effect::allow;
}

}  // namespace

/// A key of another service leaves something open under Allow only (decide/condition.h).
std::vector<Conjunction> encode_open(const Statement& statement, Reading reading, Space& space) {
  const std::set<std::string> services = services_of_keys(statement);
  if (reading == Reading::certain || !hangs_on_service(statement, services)) {
    return {encode_for(statement, reading, nullptr, services, space)};
  }
  std::vector<Conjunction> alternatives;
  const std::string none;
  alternatives.push_back(encode_for(statement, reading, &none, services, space));
  for (const std::string& service : services) {
    alternatives.push_back(encode_for(statement, reading, &service, services, space));
  }
  return alternatives;
}

std::vector<std::vector<SymbolicTest>> open_tests_of(const Statement& statement, Space& space) {
  const std::set<std::string> services = services_of_keys(statement);
  if (!hangs_on_service(statement, services)) {
    return {tests_for(statement, nullptr, services, space)};
  }
  std::vector<std::vector<SymbolicTest>> alternatives;
  const std::string none;
  alternatives.push_back(tests_for(statement, &none, services, space));
  for (const std::string& service : services) {
    alternatives.push_back(tests_for(statement, &service, services, space));
  }
  return alternatives;
}

}  // namespace sqsproof::policy

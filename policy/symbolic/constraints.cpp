#include "policy/symbolic/constraints.h"

#include <algorithm>
#include <fmt/format.h>

namespace sqsproof::policy {
namespace {

using Kind = Fact::Kind;

Literal literal_of(const Fact& fact, std::string_view key, Space& space) {
  if (fact.kind == Kind::caller_in) return space.caller_of(fact.callers);
  if (fact.kind == Kind::action_with) return space.action_with(fact.tags);
  const auto language = [&] { return fact.language(space); };
  if (fact.kind == Kind::caller_like) {
    return space.named(Space::kCaller, std::string(fact.value), language);
  }
  const KeyView* view = space.find_key(key);
  if (fact.kind == Kind::key_is) {
    const auto values = [&] { return view->with_value_in(exactly(fact.value)); };
    return space.named(view->variable, fmt::format("is {} {}", key, fact.value), values);
  }
  if (fact.kind == Kind::key_in || fact.kind == Kind::key_not_in) {
    const auto values = [&] { return view->with_value_in(language()); };
    return space.named(view->variable, fmt::format("{} of {}", fact.value, space.queue_arn()),
                       values, fact.kind == Kind::key_in);
  }
  const Literal absent = space.absent(*view);
  return fact.kind == Kind::key_absent ? absent : negate(absent);
}

/// A fact's key; that of the prefix which the row is about.
std::string_view key_of(const Fact& fact, std::string_view of_prefix) {
  return fact.key.ends_with("/") ? of_prefix : fact.key;
}

/// Atoms only; nullopt when it says nothing.
std::optional<std::vector<Literal>> simplified(const std::vector<Literal>& clause) {
  std::vector<Literal> atoms;
  for (const Literal& literal : clause) {
    if (literal.kind == Literal::Kind::always) return std::nullopt;
    if (literal.kind == Literal::Kind::atom) atoms.push_back(literal);
  }
  return atoms;
}

/// The row for one key of its prefix; nullopt when one of its keys is not mentioned.
std::optional<std::vector<Literal>> clause_of(const Constraint& row, std::string_view of_prefix,
                                              Space& space) {
  for (const Fact& fact : row.clause) {
    if (!fact.key.empty() && space.find_key(key_of(fact, of_prefix)) == nullptr)
      return std::nullopt;
  }
  std::vector<Literal> clause;
  for (const Fact& fact : row.clause) {
    if (fact.kind == Kind::none) continue;
    clause.push_back(literal_of(fact, key_of(fact, of_prefix), space));
  }
  return simplified(clause);
}

bool is_in(const std::vector<std::string>& ids, const Constraint& row) {
  return std::find(ids.begin(), ids.end(), row.id) != ids.end();
}

/// The row once, or for every key of its prefix.
void add_clauses(const Constraint& row, Space& space, Clauses& clauses) {
  const auto* prefix = std::find_if(row.clause.begin(), row.clause.end(),
                                    [](const Fact& fact) { return fact.key.ends_with("/"); });
  std::vector<std::string_view> instances = {""};
  if (prefix != row.clause.end()) {
    instances.clear();
    for (const auto& [key, view] : space.keys()) {
      if (key.starts_with(prefix->key)) instances.push_back(key);
    }
  }
  for (const std::string_view instance : instances) {
    if (auto clause = clause_of(row, instance, space)) clauses.push_back(std::move(*clause));
  }
}

}  // namespace

Clauses encode_constraints(Space& space, const std::vector<std::string>& ignored) {
  Clauses clauses;
  for (const Constraint& row : all_constraints()) {
    if (row.between == nullptr && !is_in(ignored, row)) add_clauses(row, space, clauses);
  }
  return clauses;
}

Clauses encode_correlations(Space& space, const std::vector<std::string>& ignored) {
  Clauses clauses;
  for (const Constraint& row : all_constraints()) {
    if (row.between == nullptr || is_in(ignored, row)) continue;
    for (auto& clause : row.between(space)) {
      if (auto simple = simplified(clause)) clauses.push_back(std::move(*simple));
    }
  }
  return clauses;
}

}  // namespace sqsproof::policy

#include "properties/access/compare.h"

#include <map>
#include <set>

#include "policy/decide/condition.h"
#include "policy/decide/doubt.h"
#include "policy/document/condition_keys.h"
#include "policy/support/words.h"

namespace sqsproof::properties {
namespace {

using policy::Verdict;

Verdict worst_of(const Grants& grants, const DenyChanges& denies) {
  Verdict verdict = grants.not_proved.empty() ? Verdict::holds : Verdict::unknown;
  for (const Grant& grant : grants.grants) verdict = policy::worst(verdict, grant.verdict);
  for (const DenyChange& deny : denies.denies) verdict = policy::worst(verdict, deny.verdict);
  return verdict;
}

/// Conditions with a plain operator on a key that nothing is known of.
std::map<std::string, std::string> plain_tests(const policy::Document& policy) {
  std::map<std::string, std::string> keys;
  for (const policy::Statement& statement : policy.statements) {
    for (const policy::Condition& one : statement.conditions) {
      const bool plain =
          one.qualifier == policy::Qualifier::none && one.op->kind != policy::ValueKind::presence;
      if (plain && policy::find_condition_key(one.key) == nullptr) {
        keys.emplace(policy::name_of_condition(one, statement.effect), one.key_text.text);
      }
    }
  }
  return keys;
}

/// What stands in both policies comes out alike, with several values, too.
std::vector<std::string> assumptions_of(const policy::Document& before,
                                        const policy::Document& after) {
  const auto old_tests = plain_tests(before);
  const auto new_tests = plain_tests(after);
  std::set<std::string> lists = policy::keys_taken_for_lists(before);
  lists.merge(policy::keys_taken_for_lists(after));
  std::set<std::string> keys;
  const auto add_missing = [&](const auto& tests, const auto& others) {
    for (const auto& [name, key] : tests) {
      if (!others.contains(name) && !lists.contains(policy::to_lower(key))) keys.insert(key);
    }
  };
  add_missing(old_tests, new_tests);
  add_missing(new_tests, old_tests);
  std::vector<std::string> assumptions;
  for (const std::string& key : keys) {
    assumptions.push_back("`" + key +
                          "` has one value: no set operator is held against it, and its service's "
                          "documentation is not read here");
  }
  return assumptions;
}

}  // namespace

std::string_view name_of(Relation relation) {
  constexpr std::string_view names[] = {"equivalent", "wider", "narrower", "incomparable",
                                        "unknown"};
  return names[static_cast<int>(relation)];
}

Verdict verdict_of_new(const DiffReport& diff) { return worst_of(diff.added, diff.lifted); }
Verdict verdict_of_lost(const DiffReport& diff) { return worst_of(diff.removed, diff.imposed); }

Relation relation_of(const DiffReport& diff) {
  const Verdict added = verdict_of_new(diff);
  const Verdict removed = verdict_of_lost(diff);
  if (added == Verdict::violated && removed == Verdict::violated) return Relation::incomparable;
  if (added == Verdict::unknown || removed == Verdict::unknown) return Relation::unknown;
  if (added == Verdict::violated) return Relation::wider;
  return removed == Verdict::violated ? Relation::narrower : Relation::equivalent;
}

DiffReport compare(const Versions& versions, const policy::ProverLimits& limits) {
  const auto& [before, after, of_before, of_after] = versions;
  DiffReport diff;
  diff.added = find_grants(after, {false, "", before.policy, of_after}, limits);
  diff.removed = find_grants(before, {false, "", after.policy, of_before}, limits);
  diff.lifted = find_deny_changes(before, *after.policy, limits, of_before);
  diff.imposed = find_deny_changes(after, *before.policy, limits, of_after);
  diff.assumptions = assumptions_of(*before.policy, *after.policy);
  return diff;
}

}  // namespace sqsproof::properties

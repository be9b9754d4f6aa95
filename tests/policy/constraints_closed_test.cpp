// What every request satisfies: no row is missing between two others.
#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <optional>
#include <set>

#include "policy/symbolic/constraints.h"

namespace sqsproof::policy {
namespace {

/// A clause over callers and what keys may be: a set of bits of each key.
struct Possible {
  CallerKinds callers = 0;
  std::map<std::string, unsigned> keys;
};
constexpr unsigned kAbsent = 1;
constexpr unsigned kTrue = 2;
constexpr unsigned kFalse = 4;
constexpr unsigned kOther = 8;

unsigned all_states(const std::string& key) {
  static const std::set<std::string> kBooleans = {"aws:securetransport", "aws:viaawsservice",
                                                  "aws:multifactorauthpresent"};
  const unsigned both = kAbsent | kTrue | kFalse;
  return kBooleans.contains(key) ? both : both | kOther;
}

/// nullopt of rows that say more than this.
std::optional<Possible> possible(const Constraint& row) {
  if (row.between != nullptr) return std::nullopt;
  Possible clause;
  for (const Fact& fact : row.clause) {
    const std::string key(fact.key);
    const bool value = fact.kind == Fact::Kind::key_is;
    if (fact.kind > Fact::Kind::key_is || key.ends_with("/")) return std::nullopt;
    if (fact.language != nullptr || fact.tags != RequestTags::none) return std::nullopt;
    if (fact.kind == Fact::Kind::caller_in) clause.callers |= fact.callers;
    if (key.empty()) continue;
    unsigned states = all_states(key) & ~kAbsent;
    if (fact.kind == Fact::Kind::key_absent) states = kAbsent;
    if (value) states = fact.value == "true" ? kTrue : kFalse;
    clause.keys[key] |= states;
  }
  return clause;
}

bool implies(const Possible& one, const Possible& other) {
  return (one.callers & ~other.callers) == 0 &&
         std::all_of(one.keys.begin(), one.keys.end(), [&](const auto& entry) {
           const auto found = other.keys.find(entry.first);
           return found != other.keys.end() && (entry.second & ~found->second) == 0;
         });
}

/// What follows from two clauses when nobody looks at a key.
std::optional<Possible> without_key(const Possible& one, const Possible& other,
                                    const std::string& key) {
  Possible result{one.callers | other.callers, one.keys};
  for (const auto& [name, states] : other.keys) result.keys[name] |= states;
  result.keys[key] = one.keys.at(key) & other.keys.at(key);
  if (result.keys[key] == 0) result.keys.erase(key);
  if (result.callers == kAllCallers) return std::nullopt;
  for (const auto& [name, states] : result.keys) {
    if (states == all_states(name)) return std::nullopt;
  }
  return result;
}

std::string text_of(const Possible& clause) {
  std::string text = std::to_string(clause.callers);
  for (const auto& [key, states] : clause.keys) text += " " + key + "=" + std::to_string(states);
  return text;
}

}  // namespace

// A row speaks where all of its keys are mentioned, so what two rows say together is a row, too.
TEST(Constraints, NothingFollowsThatIsNotSaid) {
  std::vector<Possible> rows;
  for (const Constraint& row : all_constraints()) {
    if (const auto clause = possible(row)) rows.push_back(*clause);
  }
  EXPECT_GT(rows.size(), 60U);
  for (const Possible& one : rows) {
    for (const Possible& other : rows) {
      for (const auto& [key, states] : one.keys) {
        if (!other.keys.contains(key)) continue;
        const auto both = without_key(one, other, key);
        if (!both) continue;
        EXPECT_TRUE(std::any_of(rows.begin(), rows.end(),
                                [&](const Possible& row) { return implies(row, *both); }))
            << text_of(one) << " and " << text_of(other) << " make " << text_of(*both);
      }
    }
  }
}

}  // namespace sqsproof::policy

#include "properties/lint/joining.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "properties/report/edits.h"

namespace sqsproof::properties {
namespace {

using policy::PrincipalEntry;
using policy::Statement;
using Kind = PrincipalEntry::Kind;

std::string listed(const std::vector<std::string>& entries) {
  std::string list;
  for (const std::string& entry : entries) list += (list.empty() ? "" : ",") + entry;
  return list;
}

std::string array(const std::vector<std::string>& entries) {
  return entries.size() == 1 ? entries.front() : "[" + listed(entries) + "]";
}

/// A list as one word: equal lists, in whatever order, are equal words.
std::string word(std::vector<std::string> entries) {
  std::sort(entries.begin(), entries.end());
  return "[" + listed(entries) + "]";
}

std::string word(const policy::Patterns& patterns) {
  std::vector<std::string> entries;
  for (const policy::Text& entry : patterns.entries) entries.push_back(json_string(entry.text));
  return (patterns.negated ? "not" : "") + word(std::move(entries));
}

std::string word(const std::vector<policy::Condition>& conditions) {
  std::vector<std::string> all;
  for (const policy::Condition& condition : conditions) {
    std::vector<std::string> values;
    for (const policy::Text& value : condition.values) values.push_back(json_string(value.text));
    all.push_back(fmt::format("{} {} {}", json_string(condition.operator_text),
                              json_string(condition.key), word(std::move(values))));
  }
  return word(std::move(all));
}

/// The member of Principal that an entry stands in; empty for those that are not joined.
std::string_view member_of(Kind kind) {
  switch (kind) {
    case Kind::account:
    case Kind::user:
    case Kind::role:
    case Kind::session:
    case Kind::federated_user:
    case Kind::unique_id:
      return "AWS";
    case Kind::service:
      return "Service";
    case Kind::everyone:
    case Kind::aws_everyone:
    case Kind::federated:
    case Kind::canonical_user:
    case Kind::other_identity:
      return "";
  }
  return "";
}

/// A statement as it will be: the texts of one list have grown by those of other statements.
struct Grown {
  const Statement* statement;
  std::vector<std::string> actions;                              ///< as JSON
  std::map<std::string_view, std::vector<std::string>> members;  ///< of Principal, as JSON
  bool more_actions = false;
  bool more_principals = false;
  std::vector<const Statement*> taken;
};

Grown grown(const Statement& statement) {
  Grown result{&statement, {}, {}, false, false, {}};
  for (const auto& entry : statement.actions.entries) {
    result.actions.push_back(json_string(entry.text));
  }
  for (const auto& entry : statement.principals.entries) {
    result.members[member_of(entry.kind)].push_back(json_string(entry.text));
  }
  return result;
}

std::string principals_word(const Grown& one) {
  std::string result = one.statement->principals.negated ? "not" : "";
  for (const PrincipalEntry& entry : one.statement->principals.entries) {
    if (member_of(entry.kind).empty()) {
      result += fmt::format("{} {}", static_cast<int>(entry.kind), json_string(entry.text));
    }
  }
  for (const auto& [member, entries] : one.members) {
    if (!member.empty()) result += fmt::format("{}{}", member, word(entries));
  }
  return result;
}

std::string rest(const Grown& one) {
  return fmt::format("{} {} {}", name_of(one.statement->effect), word(one.statement->resources),
                     word(one.statement->conditions));
}

/// Both lists as one, without what is there twice.
std::vector<std::string> united(std::vector<std::string> all,
                                const std::vector<std::string>& more) {
  for (const std::string& entry : more) {
    if (std::find(all.begin(), all.end(), entry) == all.end()) all.push_back(entry);
  }
  return all;
}

bool join_actions(Grown& into, const Grown& from, std::size_t most) {
  if (into.statement->actions.negated || from.statement->actions.negated) return false;
  std::vector<std::string> all = united(into.actions, from.actions);
  if (all.size() > most) return false;
  into.more_actions = into.more_actions || all.size() > into.actions.size();
  into.actions = std::move(all);
  return true;
}

bool joinable(const Grown& one) {
  return !one.statement->principals.negated && one.members.count("") == 0;
}

bool join_principals(Grown& into, const Grown& from, std::size_t most) {
  if (!joinable(into) || !joinable(from)) return false;
  auto members = into.members;
  std::size_t before = 0;
  std::size_t count = 0;
  for (const auto& [member, entries] : members) before += entries.size();
  for (const auto& [member, entries] : from.members) {
    members[member] = united(members[member], entries);
  }
  for (const auto& [member, entries] : members) count += entries.size();
  if (count > most) return false;
  into.more_principals = into.more_principals || count > before;
  into.members = std::move(members);
  return true;
}

/// Joins each with the first earlier one of the same key that has room for it.
template <class Key, class Join>
std::vector<Grown> joined(std::vector<Grown> all, Key key, Join join) {
  std::vector<Grown> kept;
  std::map<std::string, std::vector<std::size_t>> places;
  for (Grown& one : all) {
    std::vector<std::size_t>& same = places[key(one)];
    // A few are enough: those that are full stay full.
    const std::size_t tried = std::min<std::size_t>(same.size(), 4);
    const auto room = std::find_if(same.end() - static_cast<std::ptrdiff_t>(tried), same.end(),
                                   [&](std::size_t i) { return join(kept[i], one); });
    if (room == same.end()) {
      same.push_back(kept.size());
      kept.push_back(std::move(one));
      continue;
    }
    auto& taken = kept[*room].taken;
    taken.push_back(one.statement);
    taken.insert(taken.end(), one.taken.begin(), one.taken.end());
  }
  return kept;
}

std::string principals_text(const Grown& one) {
  std::vector<std::string> members;
  for (const auto& [member, entries] : one.members) {
    members.push_back(fmt::format("\"{}\":{}", member, array(entries)));
  }
  return "{" + listed(members) + "}";
}

}  // namespace

std::optional<Joining> join_statements(const policy::Document& policy,
                                       const policy::PolicyQuotas& quotas) {
  std::vector<Grown> all;
  for (const Statement& statement : policy.statements) all.push_back(grown(statement));
  all = joined(
      std::move(all), [](const Grown& one) { return principals_word(one) + rest(one); },
      [&](Grown& into, const Grown& from) {
        return join_actions(into, from, quotas.actions_in_statement);
      });
  all = joined(
      std::move(all),
      [](const Grown& one) {
        return (one.statement->actions.negated ? "not" : "") + word(one.actions) + rest(one);
      },
      [&](Grown& into, const Grown& from) {
        return join_principals(into, from, quotas.principals);
      });
  if (all.size() == policy.statements.size()) return std::nullopt;
  Joining joining;
  joining.statements = all.size();
  joining.fix.title = fmt::format(
      "join statements that differ in actions or in principals only: "
      "{} are left",
      all.size());
  const auto edit = [&](policy::Place place, std::string text) {
    joining.fix.edits.push_back({place, std::move(text)});
  };
  for (const Grown& one : all) {
    if (one.more_actions) edit(one.statement->actions.place, array(one.actions));
    if (one.more_principals) edit(one.statement->principals.place, principals_text(one));
    for (const Statement* gone : one.taken) {
      edit({policy.statements[gone->index - 1].place.end, gone->place.end}, "");
    }
  }
  return joining;
}

}  // namespace sqsproof::properties

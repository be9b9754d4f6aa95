#include "properties/report/diff_report.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "policy/support/words.h"
#include "properties/report/grant_lines.h"

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;
using policy::Verdict;

/// Both sides of a comparison, as its reports name them.
struct Side {
  const char* access;
  const char* denies;
  const char* mark_of_access;
  const char* mark_of_denies;
  const Grants& grants;
  const DenyChanges& changes;
};

std::array<Side, 2> sides_of(const DiffReport& diff) {
  return {
      Side{"new access", "denied before, and not any more", "+ ", "- ", diff.added, diff.lifted},
      Side{"lost access", "denied now, and not before", "- ", "+ ", diff.removed, diff.imposed}};
}

std::string side_as_text(const Side& side) {
  std::string out;
  if (!side.grants.grants.empty() || !side.grants.not_proved.empty()) {
    out += std::string(side.access) + "\n";
    for (const Grant& grant : side.grants.grants) out += grant_lines(grant, side.mark_of_access);
    out += gap_lines(side.grants) + "\n";
  }
  if (side.changes.denies.empty()) return out;
  out += std::string(side.denies) + " (what other policies allow decides)\n";
  for (const DenyChange& deny : side.changes.denies) {
    out += fmt::format("  {}{}\n", side.mark_of_denies, printable(words_of(deny))) +
           evidence_lines(deny.witness, deny.notes);
  }
  return out + "\n";
}

Json json_of(const DenyChanges& changes) {
  Json list = Json::array();
  for (const DenyChange& deny : changes.denies) {
    Json json = {{"deny", deny.words},
                 {"statement", deny.statement},
                 {"verdict", policy::name_of(deny.verdict)}};
    if (!deny.sid.empty()) json["sid"] = deny.sid;
    if (deny.witness) json["witness"] = Json::parse(policy::to_json(*deny.witness));
    if (!deny.notes.empty()) json["notes"] = deny.notes;
    list.push_back(std::move(json));
  }
  return list;
}

std::string cell(const std::string& text) {
  std::string out;
  for (const char c : printable(text)) out += c == '|' ? "\\|" : std::string(1, c);
  return out;
}

std::string perhaps(Verdict verdict) { return verdict == Verdict::unknown ? " (perhaps)" : ""; }

std::string grants_table(const DiffReport& diff) {
  if (diff.added.grants.empty() && diff.removed.grants.empty()) return {};
  std::string out = "\n| change | who | may | if |\n| --- | --- | --- | --- |\n";
  for (const auto& [word, grants] :
       {std::pair{"new", &diff.added}, std::pair{"lost", &diff.removed}}) {
    for (const Grant& grant : grants->grants) {
      out += fmt::format(
          "| {}{} | {} | {} | {} |\n", word, perhaps(grant.verdict), cell(grant.who.words),
          cell(policy::join(grant.actions, ", ") + (grant.resources.empty() ? "" : " on ") +
               policy::join(grant.resources, ", ")),
          cell(grant.conditions()));
    }
  }
  return out;
}

std::string denies_table(const DiffReport& diff) {
  if (diff.lifted.denies.empty() && diff.imposed.denies.empty()) return {};
  std::string out = "\n| Deny | statement | of |\n| --- | --- | --- |\n";
  for (const auto& [word, changes] :
       {std::pair{"gone", &diff.lifted}, std::pair{"new", &diff.imposed}}) {
    for (const DenyChange& deny : changes->denies) {
      const std::string sid = deny.sid.empty() ? "" : fmt::format(" `{}`", deny.sid);
      out += fmt::format("| {}{} | {}{} | {} |\n", word, perhaps(deny.verdict), deny.statement,
                         cell(sid), cell(deny.words));
    }
  }
  return out;
}

}  // namespace

std::size_t questions_of(const DiffReport& diff) {
  return diff.added.questions + diff.removed.questions + diff.lifted.questions +
         diff.imposed.questions;
}

std::string to_text(const DiffReport& diff, const TextStyle& /*style*/, bool closing) {
  std::string out;
  for (const Side& side : sides_of(diff)) out += side_as_text(side);
  for (const std::string& one : diff.assumptions) out += "assumed: " + printable(one) + "\n";
  if (closing) {
    out += fmt::format("{} ({} questions)\n", name_of(relation_of(diff)), questions_of(diff));
  }
  return out;
}

std::string to_json(const DiffReport& diff) {
  Json json = {{"relation", name_of(relation_of(diff))},
               {"added", Json::parse(grants_as_json(diff.added.grants))},
               {"removed", Json::parse(grants_as_json(diff.removed.grants))},
               {"denies_removed", json_of(diff.lifted)},
               {"denies_added", json_of(diff.imposed)}};
  if (!diff.assumptions.empty()) json["assumptions"] = diff.assumptions;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string to_markdown(const DiffReport& diff) {
  return fmt::format("**{}**\n", name_of(relation_of(diff))) + grants_table(diff) +
         denies_table(diff);
}

}  // namespace sqsproof::properties

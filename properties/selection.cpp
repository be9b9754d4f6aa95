#include "properties/selection.h"

#include <algorithm>
#include <fmt/format.h>

#include "policy/support/words.h"
#include "properties/property.h"

namespace sqsproof::properties {
namespace {

constexpr std::string_view kDefault = "default";

bool covers(std::string_view entry, std::string_view id) {
  if (!id.starts_with(entry)) return false;
  return id.size() == entry.size() || entry.ends_with('/') || id[entry.size()] == '/';
}

bool one_covers(const std::vector<std::string>& entries, std::string_view id) {
  return std::any_of(entries.begin(), entries.end(),
                     [&](const std::string& entry) { return covers(entry, id); });
}

/// The rows that `check` can find: the other kinds are not about one policy.
std::vector<const CatalogueRow*> rules_of_policies() {
  std::vector<const CatalogueRow*> rows;
  for (const CatalogueRow& row : catalogue()) {
    if (row.kind == "access" || row.kind == "lint") rows.push_back(&row);
  }
  return rows;
}

SelectionProblem unknown_entry(const std::string& entry) {
  std::vector<std::string_view> words = {kDefault};
  for (const CatalogueRow* row : rules_of_policies()) {
    words.push_back(row->words.id);
    words.push_back(row->words.id.substr(0, row->words.id.find('/')));
  }
  const auto near = policy::nearest_word(entry, words);
  return {fmt::format("there is no rule `{}`", entry),
          near ? fmt::format("did you mean `{}`?", *near)
               : "`sqsproof rules` lists them; `access` and `lint` are families"};
}

}  // namespace

bool Selection::names(std::string_view id) const {
  return one_covers(select, id) && !one_covers(ignore, id);
}

bool Selection::wants(std::string_view id, bool by_default) const {
  if (one_covers(ignore, id)) return false;
  const bool defaults =
      select.empty() || std::find(select.begin(), select.end(), kDefault) != select.end();
  return (defaults && by_default) || one_covers(select, id);
}

SelectionProblem problem_of(const Selection& selection) {
  const auto rows = rules_of_policies();
  for (const auto* entries : {&selection.select, &selection.ignore}) {
    for (const std::string& entry : *entries) {
      const bool word = entry == kDefault && entries == &selection.select;
      const bool known = std::any_of(rows.begin(), rows.end(), [&](const CatalogueRow* row) {
        return covers(entry, row->words.id);
      });
      if (entry.empty() || (!word && !known)) return unknown_entry(entry);
    }
  }
  const bool some = std::any_of(rows.begin(), rows.end(), [&](const CatalogueRow* row) {
    return selection.wants(row->words.id, row->by_default);
  });
  if (!some) return {"no rule is left to look for", "ignore less, or select more"};
  return {};
}

}  // namespace sqsproof::properties

// Takes the actions that offenders can call out of a list that has others.
#include <algorithm>
#include <fmt/format.h>

#include "policy/values/glob.h"
#include "properties/repair/kinds/kinds.h"

namespace sqsproof::properties {
namespace {

std::vector<Candidate> candidates(const Scene& scene) {
  const policy::JsonValue* list = policy::member_of(scene.json, "Action");
  if (list == nullptr) return {};
  std::vector<std::size_t> gone;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    const std::string& pattern = list->items[i].text;
    const auto covered = [&](const std::string& action) {
      return policy::glob_matches_ignoring_case(action, pattern);
    };
    if (std::none_of(scene.offending.begin(), scene.offending.end(), covered)) continue;
    gone.push_back(i);
    names.push_back(list->items[i].text);
  }
  if (gone.empty() || gone.size() == list->items.size()) return {};
  return {{fmt::format("remove {} from the actions of {}", joined(names, " and "),
                       words_of(scene.statement)),
           scene.edit().remove_items(*list, gone)}};
}

}  // namespace

const RepairKind kDropActions = {"drop-actions", "a list of actions without those that offend",
                                 Reach::narrows, candidates};

}  // namespace sqsproof::properties

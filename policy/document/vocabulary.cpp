#include "policy/document/vocabulary.h"

#include <algorithm>

#include "policy/support/words.h"

namespace sqsproof::policy {

std::string_view name_of(AccessLevel level) {
  constexpr std::string_view names[] = {"Read", "Write", "Tagging", "Permissions management"};
  return names[static_cast<int>(level)];
}

const VocabularyAction* find_action(const Vocabulary& vocabulary, std::string_view name) {
  // In AWS's spelling, as most are.
  for (const VocabularyAction& action : vocabulary.actions) {
    if (action.name == name) return &action;
  }
  const auto found = std::find_if(
      vocabulary.actions.begin(), vocabulary.actions.end(),
      [&](const VocabularyAction& action) { return equal_ignoring_case(action.name, name); });
  return found == vocabulary.actions.end() ? nullptr : &*found;
}

}  // namespace sqsproof::policy

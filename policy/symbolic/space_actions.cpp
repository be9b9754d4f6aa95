// What a request does, and to which resource, as literals.
#include <algorithm>

#include "policy/symbolic/open_requests.h"
#include "policy/symbolic/space.h"

namespace sqsproof::policy {
namespace {

/// That of the last vocabulary: there is one in most programs.
std::shared_ptr<const ActionTable>& table_of_this_thread() {
  thread_local std::shared_ptr<const ActionTable> table;
  return table;
}

}  // namespace

std::shared_ptr<const ActionTable> ActionTable::of(const Vocabulary& vocabulary) {
  std::shared_ptr<const ActionTable>& known = table_of_this_thread();
  const bool same =
      known && std::equal(known->names.begin(), known->names.end(), vocabulary.actions.begin(),
                          vocabulary.actions.end(),
                          [](const std::string& name, const VocabularyAction& action) {
                            return name == action.name;
                          });
  if (same) return known;
  auto made = std::make_shared<ActionTable>();
  for (const VocabularyAction& action : vocabulary.actions) made->names.push_back(action.name);
  made->domain = domain_of(made->names);
  made->name = " of " + std::to_string(made->domain.language->number()) + " ";
  return known = made;
}

Literal Space::action_in(const std::vector<std::string>& actions) {
  std::string name = "actions";
  for (const std::string& action : actions) name += " " + action;
  return named(kAction, name, [&] {
    Language language;
    for (const std::string& action : actions) language = language | exactly(action);
    return language;
  });
}

Literal Space::action_where(const std::string& what,
                            const std::function<bool(const VocabularyAction&)>& is_meant) {
  const auto find = [&] {
    std::vector<std::string> actions;
    for (const VocabularyAction& action : vocabulary_.actions) {
      if (is_meant(action)) actions.push_back(action.name);
    }
    return action_in(actions);
  };
  return vocabulary_name_.empty() ? find() : recalled(kAction, what + vocabulary_name_, find);
}

Literal Space::action_covered(const Patterns& actions, Reading reading) {
  if (actions.entries.empty()) {
    const bool covered = actions.negated && reading == Reading::possible;
    return {covered ? Literal::Kind::always : Literal::Kind::never};
  }
  std::string name = "actions";
  for (const Text& action : actions.entries) name += " " + action.text;
  return named(
      kAction, name, [&] { return actions_listed(actions); }, !actions.negated);
}

Literal Space::action_of_service(const std::string& service) {
  return named(kAction, "service " + service, [&] { return actions_of_service(service); });
}

Literal Space::usual_resource() {
  return named(kResource, "usual resources", [this] { return usual_resources(realm_); });
}

Literal Space::action_with(RequestTags least) {
  return action_where("tags " + std::to_string(static_cast<int>(least)),
                      [&](const VocabularyAction& action) { return action.tags >= least; });
}

}  // namespace sqsproof::policy

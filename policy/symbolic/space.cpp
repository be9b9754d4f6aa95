#include "policy/symbolic/space.h"

#include "policy/decide/condition.h"
#include "policy/symbolic/flaw.h"
#include "policy/symbolic/open_requests.h"
#include "policy/values/arn.h"

namespace sqsproof::policy {
namespace {

/// Of names in the store: what a language is hangs on the realm, and on no mistake but one.
std::string prefix_of(const Realm& realm) {
  const auto flaw = static_cast<int>(flaw_of_this_thread());
  std::string prefix = realm.partition + (flaw == 0 ? "" : " flaw " + std::to_string(flaw)) + " ";
  if (!realm.is_open()) return prefix;
  prefix += std::string(policy::name_of(realm.kind)) + " ";
  for (const std::string& key : realm.list_keys) prefix += key + " ";
  return prefix;
}

}  // namespace

Literal negate(Literal literal) {
  if (literal.kind == Literal::Kind::never) return {Literal::Kind::always};
  if (literal.kind == Literal::Kind::always) return {Literal::Kind::never};
  literal.positive = !literal.positive;
  return literal;
}

Space::Space(Realm realm, const Vocabulary& vocabulary)
    : realm_(std::move(realm)),
      vocabulary_(vocabulary),
      callers_(realm_.partition),
      prefix_(prefix_of(realm_)) {
  actions_.reserve(vocabulary.actions.size());
  for (const VocabularyAction& action : vocabulary.actions) actions_.push_back(action.name);
  add(Kind::caller, "the caller",
      Theory(store_.get(prefix_ + "callers", [this] { return callers_.domain(); })));
  if (realm_.is_open()) {
    add(Kind::action, "the action", Theory(store_.get("actions", action_domain)));
    add(Kind::resource, "the resource",
        Theory(store_.get(prefix_ + "resources", [this] { return resource_domain(realm_); })));
    return;
  }
  add(Kind::action, "the action", Theory(actions_));
  vocabulary_name_ = " of " + std::to_string(theory(kAction).domain()->number()) + " ";
}

VariableId Space::add(Kind kind, std::string name, Theory theory) {
  variables_.push_back({kind, std::move(name), std::move(theory)});
  return variables_.size() - 1;
}

const KeyView* Space::find_key(std::string_view lower_case_key) const {
  const auto found = keys_.find(lower_case_key);
  return found == keys_.end() ? nullptr : &found->second;
}

const KeyView& Space::key(const std::string& lower_case_key, std::string_view spelling) {
  if (const KeyView* known = find_key(lower_case_key)) return *known;
  KeyView made = view(lower_case_key, spelling);
  made.multivalued = is_multivalued_key(lower_case_key);
  made.key = lower_case_key;
  return keys_.emplace(lower_case_key, std::move(made)).first->second;
}

/// Keys that follow from the queue. IAM/reference_policies_condition-keys
const Request& Space::constants() const {
  if (constants_) return *constants_;
  Request& request = constants_.emplace();
  request.resource = realm_.queue_arn;
  if (const auto queue = split_arn(realm_.queue_arn)) {
    request.context["aws:resourceaccount"] = {"aws:ResourceAccount",
                                              {std::string(queue->account())}};
    request.context["aws:requestedregion"] = {"aws:RequestedRegion",
                                              {std::string(queue->region())}};
  }
  return request;
}

Relation& Space::relation(const std::string& name, const std::function<void(Relation&)>& fill) {
  const auto [found, fresh] = relations_by_name_.emplace(name, nullptr);
  if (!fresh) return *found->second;
  Relation& made = relations_.emplace_back();
  found->second = &made;
  fill(made);
  for (std::size_t& variable : made.variables) {
    variable = add(
        Kind::relation, name,
        Theory(std::vector<std::string>{std::string(kRelationFails), std::string(kRelationHolds)}));
  }
  return made;
}

Literal Space::literal(VariableId variable, const LanguageHandle& language, bool inside) {
  if (language->is_empty()) return {inside ? Literal::Kind::never : Literal::Kind::always};
  return atom_of(variable, theory(variable).intern(language), inside);
}

Literal Space::literal(VariableId variable, const Language& language, bool inside, Shape shape) {
  return literal(variable, store_.add("", language, shape), inside);
}

Literal Space::literal(VariableId variable, const std::string& name,
                       const StoredLanguage::Test& test) {
  const std::string full_name = prefix_ + "test " + name;
  LanguageHandle known = store_.find(full_name);
  return literal(variable, known ? known : store_.add(full_name, test), true);
}

Literal Space::literal(VariableId variable, const Phrase& phrase) {
  for (const std::string& point : phrase.points) theory(variable).add_sample(point);
  if (phrase.kind == Phrase::Kind::never) return {Literal::Kind::never};
  if (phrase.kind == Phrase::Kind::always) return {Literal::Kind::always};
  return literal(variable, phrase.language, phrase.kind == Phrase::Kind::inside);
}

Phrase Space::phrase_of(const Literal& literal) const {
  if (literal.kind == Literal::Kind::never) return {Phrase::Kind::never, nullptr, {}};
  if (literal.kind == Literal::Kind::always) return {Phrase::Kind::always, nullptr, {}};
  const Atom& atom = atoms_[literal.atom];
  return {literal.positive ? Phrase::Kind::inside : Phrase::Kind::outside,
          theory(atom.variable).language(atom.language),
          {}};
}

Literal Space::caller_of(CallerKinds kinds) {
  return named(kCaller, "kinds " + std::to_string(kinds), [&] { return callers_.of_kinds(kinds); });
}

Literal Space::absent(const KeyView& key) {
  return named(key.variable, "absent " + key.key, key.absent);
}

Literal Space::unsure(const KeyView& key) {
  if (!key.unsure) return {Literal::Kind::never};
  return named(key.variable, "unsure " + key.key, key.unsure);
}

Literal Space::atom_of(VariableId variable, Theory::LanguageId id, bool inside) {
  const auto [found, fresh] = atom_numbers_.emplace(std::pair{variable, id}, atoms_.size());
  if (fresh) atoms_.push_back({variable, id});
  return {Literal::Kind::atom, inside, found->second};
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

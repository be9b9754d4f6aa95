#include "policy/symbolic/space.h"

#include <algorithm>

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
  if (realm.is_open()) prefix += std::string(policy::name_of(realm.kind)) + " ";
  for (const std::string& key : realm.list_keys) prefix += key + " ";
  return prefix;
}

bool is_end_of_chain(std::string_view key) {
  return key == "aws:calledviafirst" || key == "aws:calledvialast";
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
      prefix_(prefix_of(realm_)),
      actions_(ActionTable::of(vocabulary)) {
  add(Kind::caller, "the caller",
      Theory(store_.get(prefix_ + "callers", [this] { return callers_.domain(); })));
  if (realm_.is_open()) {
    add(Kind::action, "the action", Theory(store_.get("actions", action_domain)));
    add(Kind::resource, "the resource",
        Theory(store_.get(prefix_ + "resources", [this] { return resource_domain(realm_); })));
    return;
  }
  add(Kind::action, "the action", Theory(actions_->domain));
  vocabulary_name_ = actions_->name;
  place_ = prefix_ + realm_.queue_arn + vocabulary_name_;
  keep_samples_from(0);
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
  // Who mentions an end mentions the chain.
  if (is_end_of_chain(lower_case_key)) static_cast<void>(key("aws:calledvia", "aws:CalledVia"));
  if (auto before = unmentioned_.extract(lower_case_key)) {
    return mention(keys_.insert(std::move(before)).position->second, spelling);
  }
  const VariableId first_new = variables_.size();
  KeyView made = view(lower_case_key, spelling);
  keep_samples_from(first_new);
  made.multivalued = is_multivalued_key(lower_case_key);
  made.key = lower_case_key;
  return mention(keys_.emplace(lower_case_key, std::move(made)).first->second, spelling);
}

/// Of keys that share a variable, the first one names it.
const KeyView& Space::mention(const KeyView& view, std::string_view spelling) {
  Variable& variable = variables_[view.variable];
  const Kind kind = variable.kind;
  const bool one_key =
      kind == Kind::instant || kind == Kind::value || kind == Kind::list || kind == Kind::constant;
  if (one_key && !variable.mentioned) {
    variable.name = spelling;
    variable.key = view.key;
  }
  variable.mentioned = true;
  views_.push_back(&view);
  return view;
}

void Space::keep_samples_from(VariableId first) {
  for (; first < variables_.size(); ++first) variables_[first].theory.keep_samples();
}

bool Space::forget_policy() {
  constexpr std::size_t kMostVariables = 64;
  constexpr std::size_t kLargestTheory = 4'096;
  if (realm_.is_open() || !relations_.empty() || !undocumented_.empty()) return false;
  if (variables_.size() > kMostVariables) return false;
  for (const Atom& atom : atoms_) variables_[atom.variable].atoms[atom.language] = kNoAtom;
  atoms_.clear();
  views_.clear();
  unmentioned_.merge(keys_);
  for (Variable& variable : variables_) {
    if (variable.theory.size() > kLargestTheory) return false;
    variable.theory.forget_samples();
    variable.mentioned = false;
  }
  return true;
}

bool Space::is_for(const Realm& realm, const Vocabulary& vocabulary) const {
  return &vocabulary == &vocabulary_ && realm.queue_arn == realm_.queue_arn &&
         realm.kind == realm_.kind && realm.partition == realm_.partition &&
         realm.list_keys == realm_.list_keys && prefix_ == prefix_of(realm) &&
         actions_ == ActionTable::of(vocabulary) && store_state_ == store_.state();
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
    variable = add(Kind::relation, name,
                   Theory(domain_of({std::string(kRelationFails), std::string(kRelationHolds)})));
  }
  return made;
}

Literal Space::undocumented(const std::string& name) {
  const auto [found, fresh] = undocumented_.emplace(name, variables_.size());
  if (fresh) {
    add(Kind::relation, name,
        Theory(domain_of({std::string(kRelationFails), std::string(kRelationHolds)})));
  }
  return literal(found->second, exactly(kRelationHolds));
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
  for (const NumberedWord& point : phrase.points) theory(variable).add_sample(point);
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
  constexpr std::size_t kMoreLanguages = 8;
  std::vector<AtomId>& known = variables_[variable].atoms;
  if (id >= known.size()) known.resize(id + kMoreLanguages, kNoAtom);
  if (known[id] == kNoAtom) {
    known[id] = atoms_.size();
    atoms_.push_back({variable, id});
  }
  return {Literal::Kind::atom, inside, known[id]};
}

}  // namespace sqsproof::policy

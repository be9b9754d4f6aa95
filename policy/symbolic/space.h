// All requests of a realm (realm.h), as a few variables whose values are strings.
//
// Keys that depend on each other share a variable: the caller and all that follows from him; the
// resource on whose behalf a service calls (aws:SourceArn) and its account; an organisation and the
// paths in it. Every other key is a variable of its own. That a key is absent is a value like any
// other, so every condition is membership of one variable in one language, or its negation: a
// literal. Variables come into being when their key is first mentioned.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/decide/request.h"
#include "policy/document/vocabulary.h"
#include "policy/symbolic/callers.h"
#include "policy/symbolic/points.h"
#include "policy/symbolic/realm.h"
#include "policy/symbolic/relation.h"
#include "policy/symbolic/theory.h"
#include "policy/values/language.h"

namespace sqsproof::policy {

using VariableId = std::size_t;
using AtomId = std::size_t;
/// By variable; the texts are those of words that the space's theories keep.
using Values = std::vector<std::optional<std::string_view>>;

/// A test on a request: always or never true, or an atom or its negation.
struct Literal {
  enum class Kind : std::uint8_t { never, always, atom };
  Kind kind = Kind::never;
  bool positive = true;
  AtomId atom = 0;
  friend bool operator==(const Literal&, const Literal&) = default;
};
[[nodiscard]] Literal negate(Literal literal);

/// How a condition key reads in the variable that carries it.
struct KeyView {
  VariableId variable = 0;
  std::string key;                   ///< lower case
  std::function<Language()> absent;  ///< values of the variable in which the key is absent for sure
  std::function<Language()> unsure;  ///< callers of whom it is unsure (decide/absence.h); or none
  bool valued = true;        ///< false: it is never given a value, and hangs on the caller alone
  bool multivalued = false;  ///< documented as multivalued: a plain operator on it is undocumented
  bool list = false;         ///< the variable carries any number of values, each ended by a mark
  bool known = true;         ///< false: no request to a queue is known to have this key
  std::string service{};     ///< of an open realm: requests to this service alone may have it
  const PointKey* points = nullptr;                        ///< the variable's values are points
  std::function<Language(const Language&)> with_value_in;  ///< of one value; not of points
};

/// The actions of a vocabulary.
struct ActionTable {
  std::vector<std::string> names;
  FiniteDomain domain;
  std::string name;  ///< tells vocabularies apart, in names
  [[nodiscard]] static std::shared_ptr<const ActionTable> of(const Vocabulary& vocabulary);
};

class Space {
 public:
  static constexpr VariableId kCaller = 0;
  static constexpr VariableId kAction = 1;
  static constexpr VariableId kResource = 2;  ///< of an open realm

  struct Atom {
    VariableId variable;
    Theory::LanguageId language;
  };

  /// The vocabulary must outlive the space.
  Space(Realm realm, const Vocabulary& vocabulary);
  Space(const std::string& queue_arn, const Vocabulary& vocabulary)
      : Space(realm_of_queue(queue_arn), vocabulary) {}
  Space(const Space&) = delete;  // views of keys refer to it
  Space& operator=(const Space&) = delete;

  /// For the next policy of the same realm: no key is mentioned, no test was made. Variables and
  /// the numbers of languages stay, for they say nothing of a policy. False when there is too much
  /// of them, or something that hangs on the policy.
  [[nodiscard]] bool forget_policy();
  /// Whether that may be used for a realm and vocabulary.
  [[nodiscard]] bool is_for(const Realm& realm, const Vocabulary& vocabulary) const;

  [[nodiscard]] const KeyView& key(const std::string& lower_case_key, std::string_view spelling);
  [[nodiscard]] const KeyView* find_key(std::string_view lower_case_key) const;
  using Keys = std::map<std::string, KeyView, std::less<>>;
  [[nodiscard]] const Keys& keys() const { return keys_; }
  /// The same in the order in which they were mentioned.
  [[nodiscard]] const std::vector<const KeyView*>& views() const { return views_; }

  [[nodiscard]] Literal literal(VariableId variable, const Language& language, bool inside = true,
                                Shape shape = Shape::word);
  [[nodiscard]] Literal literal(VariableId variable, const LanguageHandle& language,
                                bool inside = true);
  /// Of a variable whose values are points: those that a test accepts. What is said twice under one
  /// name is the same, in all spaces.
  [[nodiscard]] Literal literal(VariableId variable, const std::string& name,
                                const StoredLanguage::Test& test);
  /// The same for a language, which is built only when nothing of that name is known in spaces of
  /// this partition.
  template <class Build>
  [[nodiscard]] Literal named(VariableId variable, const std::string& name, const Build& build,
                              bool inside = true, Shape shape = Shape::word) {
    return literal(variable, store_.get(prefix_ + name, build, shape), inside);
  }
  /// What `make` says of the variable, or said under that name in a space of this partition.
  template <class Make>
  [[nodiscard]] Literal recalled(VariableId variable, const std::string& name, const Make& make) {
    const std::string full_name = prefix_ + name;
    if (const Phrase* known = store_.phrase(full_name)) return literal(variable, *known);
    const Literal made = make();
    store_.remember(full_name, phrase_of(made));
    return made;
  }
  [[nodiscard]] Literal literal(VariableId variable, const Phrase& phrase);
  [[nodiscard]] Phrase phrase_of(const Literal& literal) const;
  [[nodiscard]] LanguageStore& store() { return store_; }
  [[nodiscard]] const std::string& prefix() const { return prefix_; }
  [[nodiscard]] Literal caller_of(CallerKinds kinds);
  /// That the request lacks a key for sure; that it is unsure whether it does.
  [[nodiscard]] Literal absent(const KeyView& key);
  [[nodiscard]] Literal unsure(const KeyView& key);
  [[nodiscard]] Literal action_in(const std::vector<std::string>& actions);
  /// Those of the vocabulary for which `is_meant`, which `what` names.
  [[nodiscard]] Literal action_where(const std::string& what,
                                     const std::function<bool(const VocabularyAction&)>& is_meant);
  /// Of an open realm: that an Action or NotAction element covers the action, and more.
  [[nodiscard]] Literal action_covered(const Patterns& actions, Reading reading);
  [[nodiscard]] Literal action_of_service(const std::string& service);
  [[nodiscard]] Literal usual_resource();
  /// One whose requests say as much of tags.
  [[nodiscard]] Literal action_with(RequestTags least);

  /// The relation of that name; `fill` says what it is when it is new.
  Relation& relation(const std::string& name, const std::function<void(Relation&)>& fill);
  [[nodiscard]] std::deque<Relation>& relations() { return relations_; }
  /// A proposition that hangs on no key: what is not documented of that name (decide/doubt.h).
  [[nodiscard]] Literal undocumented(const std::string& name);
  /// A request that knows its queue, and the keys that follow from the queue alone.
  [[nodiscard]] const Request& constants() const;
  /// The actions of the vocabulary.
  [[nodiscard]] const std::vector<std::string>& actions() const { return actions_->names; }
  /// Tells vocabularies apart, in names.
  [[nodiscard]] const std::string& vocabulary_name() const { return vocabulary_name_; }
  /// Tells realms of queues apart, with their vocabularies: partition, queue, actions.
  [[nodiscard]] const std::string& place() const { return place_; }

  [[nodiscard]] const Callers& callers() const { return callers_; }
  [[nodiscard]] const Realm& realm() const { return realm_; }
  [[nodiscard]] const std::string& queue_arn() const { return realm_.queue_arn; }
  /// Variables that every request gives a value: the first so many.
  [[nodiscard]] std::size_t essential() const { return realm_.is_open() ? 3 : 2; }
  [[nodiscard]] Theory& theory(VariableId variable) { return variables_[variable].theory; }
  [[nodiscard]] const Theory& theory(VariableId variable) const {
    return variables_[variable].theory;
  }
  [[nodiscard]] std::size_t variables() const { return variables_.size(); }
  [[nodiscard]] const std::vector<Atom>& atoms() const { return atoms_; }
  /// What a report calls a variable.
  [[nodiscard]] const std::string& name_of(VariableId variable) const {
    return variables_[variable].name;
  }
  void decode(VariableId variable, std::string_view value, Request& request) const;

 private:
  enum class Kind {
    caller,
    action,
    resource,
    source,
    organization,
    instant,
    value,
    list,
    constant,
    relation
  };
  static constexpr AtomId kNoAtom = SIZE_MAX;
  struct Variable {
    Kind kind;
    std::string name;  ///< of those with one key as the policy spells it
    Theory theory;
    std::size_t organization = 0;
    std::vector<AtomId> atoms{};  ///< by language; kNoAtom for what nobody tests
    bool mentioned = false;       ///< by the policy at hand
    std::string key{};            ///< in lower case, of those with one key
  };

  VariableId add(Kind kind, std::string name, Theory theory);
  void keep_samples_from(VariableId first);
  const KeyView& mention(const KeyView& view, std::string_view spelling);
  KeyView view(const std::string& key, std::string_view spelling);
  std::optional<KeyView> caller_view(const std::string& key);
  std::optional<KeyView> unsure_view(const std::string& key);
  std::optional<KeyView> source_view(const std::string& key);
  std::optional<KeyView> organization_view(const std::string& key);
  std::optional<KeyView> resource_view(const std::string& key);
  std::optional<KeyView> point_view(const std::string& key, std::string_view spelling);
  std::optional<KeyView> constant_view(const std::string& key, std::string_view spelling);
  std::optional<KeyView> called_via_view(const std::string& key);
  KeyView own_view(const std::string& key, std::string_view spelling);

  Realm realm_;
  const Vocabulary& vocabulary_;
  LanguageStore& store_ = LanguageStore::of_this_thread();
  std::uint64_t store_state_ = store_.state();
  Callers callers_;
  std::string prefix_;  ///< of names of languages in the store
  std::shared_ptr<const ActionTable> actions_;
  std::string vocabulary_name_;
  std::string place_;
  mutable std::optional<Request> constants_;
  std::deque<Variable> variables_;
  std::vector<Atom> atoms_;
  Keys keys_;
  Keys unmentioned_;  ///< of policies before
  std::vector<const KeyView*> views_;
  std::deque<Relation> relations_;
  std::map<std::string, Relation*> relations_by_name_;
  std::map<std::string, VariableId> undocumented_;
  [[nodiscard]] Literal atom_of(VariableId variable, Theory::LanguageId id, bool inside);

  std::optional<VariableId> source_;
  std::optional<VariableId> instant_;
  std::map<std::size_t, VariableId> organizations_;
};

/// Marks in the joint strings of space.cpp.
constexpr char kAccountMark = '\1';  ///< before the source account of an ARN without one
constexpr char kAbsentMark = '\3';
constexpr char kElementMark = '\4';  ///< behind each element of a list

}  // namespace sqsproof::policy

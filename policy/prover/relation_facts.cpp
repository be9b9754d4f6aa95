// What is known of a relation whatever values its variables have.
#include "policy/prover/relations.h"

namespace sqsproof::policy {

void RelationEncoding::add_facts(const Relation& relation) {
  engine_.add_clause(
      kAlwaysOn, {negate(holds(relation, Reading::certain)), holds(relation, Reading::possible)});
  if (relation.names) add_names(relation);
  if (relation.key.empty()) return;
  if (relation.sharp) add_sharpness(relation);
  if (relation.shadow) add_shadow(relation);
  if (relation.base != nullptr) tie_to_base(relation);
  const KeyView& view = space_.key(relation.key, relation.key);
  for (const Reading reading : {Reading::certain, Reading::possible}) {
    const Literal yes = holds(relation, reading);
    const bool when_absent = relation.when_absent[by(reading)];
    engine_.add_clause(kAlwaysOn, {negate(space_.absent(view)), when_absent ? yes : negate(yes)});
    const auto when_unsure = relation.when_unsure[by(reading)];
    if (!when_unsure) continue;
    engine_.add_clause(kAlwaysOn, {negate(space_.unsure(view)), *when_unsure ? yes : negate(yes)});
  }
}

/// No third value where all variables have ordinary values.
void RelationEncoding::add_sharpness(const Relation& relation) {
  const ByteSet all = ByteSet().set();
  Language confusing = exactly("");
  if (relation.wildcards) {
    confusing = confusing | (many_of(all) + one_of(bytes_of("*?")) + many_of(all));
  }
  std::vector<Literal> clause = {negate(holds(relation, Reading::possible)),
                                 holds(relation, Reading::certain)};
  add_missing(relation, clause);
  for (const std::string& key : relation.keys) {
    const KeyView& view = space_.key(key, key);
    if (view.points != nullptr) continue;
    clause.push_back(space_.literal(view.variable, view.with_value_in(confusing)));
  }
  engine_.add_clause(kAlwaysOn, clause);
}

/// An empty value leaves it open what the text becomes.
void RelationEncoding::add_shadow(const Relation& relation) {
  const KeyView& tested = space_.key(relation.key, relation.key);
  std::vector<Literal> clause = {
      negate(holds(relation, Reading::possible)),
      space_.literal(tested.variable, tested.with_value_in(*relation.shadow))};
  add_missing(relation, clause);
  for (const std::string& key : relation.keys) {
    const KeyView& view = space_.key(key, key);
    if (view.multivalued) return;
    if (view.points == nullptr) {
      clause.push_back(space_.literal(view.variable, view.with_value_in(exactly(""))));
    }
  }
  engine_.add_clause(kAlwaysOn, clause);
}

/// Where every variable has an ordinary value, a Resource that may name something names it within
/// its shadow, and a NotResource holds of everything outside of it. Where it is sharp, wildcards in
/// values alone leave anything open.
void RelationEncoding::add_names(const Relation& relation) {
  const Literal inside = space_.literal(Space::kResource, *relation.names);
  const Literal possibly = holds(relation, Reading::possible);
  const Literal surely = holds(relation, Reading::certain);
  std::vector<Literal> within = {inside, relation.names_negated ? surely : negate(possibly)};
  std::vector<Literal> sharp = {negate(possibly), surely};
  const ByteSet all = ByteSet().set();
  const Language wildcards = many_of(all) + one_of(bytes_of("*?")) + many_of(all);
  for (const std::string& key : relation.keys) {
    const KeyView& view = space_.key(key, key);
    if (view.multivalued) return;
    std::vector<Literal> unusual = {is(key, std::nullopt), space_.unsure(view)};
    if (view.points == nullptr) {
      unusual.push_back(space_.literal(view.variable, view.with_value_in(exactly(""))));
      sharp.push_back(space_.literal(view.variable, view.with_value_in(wildcards)));
    }
    within.insert(within.end(), unusual.begin(), unusual.end());
    sharp.insert(sharp.end(), unusual.begin(), unusual.end());
  }
  engine_.add_clause(kAlwaysOn, within);
  if (relation.sharp) engine_.add_clause(kAlwaysOn, sharp);
}

/// That the tested key or a variable is not there, or perhaps not.
void RelationEncoding::add_missing(const Relation& relation, std::vector<Literal>& clause) {
  std::vector<std::string> keys = relation.keys;
  keys.push_back(relation.key);
  for (const std::string& key : keys) {
    const KeyView& view = space_.key(key, key);
    clause.push_back(is(key, std::nullopt));
    clause.push_back(space_.unsure(view));
  }
  if (relation.empty_is_none) clause.push_back(is(relation.key, ""));
}

void RelationEncoding::tie_to_base(const Relation& relation) {
  std::vector<Literal> unless;
  add_missing(relation, unless);
  for (const Reading reading : {Reading::certain, Reading::possible}) {
    const Reading other = reading == Reading::certain ? Reading::possible : Reading::certain;
    const Literal yes = holds(relation, reading);
    const Literal base = relation.opposite_of_base ? negate(holds(*relation.base, other))
                                                   : holds(*relation.base, reading);
    std::vector<Literal> forwards = unless;
    std::vector<Literal> backwards = unless;
    forwards.insert(forwards.end(), {negate(yes), base});
    backwards.insert(backwards.end(), {yes, negate(base)});
    engine_.add_clause(kAlwaysOn, forwards);
    engine_.add_clause(kAlwaysOn, backwards);
  }
}

}  // namespace sqsproof::policy

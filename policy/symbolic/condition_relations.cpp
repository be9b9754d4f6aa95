// Conditions with policy variables as relations between keys.
#include <algorithm>

#include "policy/decide/condition.h"
#include "policy/document/condition_keys.h"
#include "policy/symbolic/condition_encoder.h"
#include "policy/symbolic/variables.h"

namespace sqsproof::policy {

Literal ConditionEncoder::related() {
  const Request& constants = space_.constants();
  const auto keys = variable_keys(condition_.values);
  const bool fixed = std::all_of(keys.begin(), keys.end(), [&](const std::string& key) {
    return value_of(constants, key) != nullptr;
  });
  const Reading reading = possible_ ? Reading::possible : Reading::certain;
  if (fixed) {
    return ConditionEncoder(condition_, reading, space_, effect_, foreign_, &constants).encode();
  }
  const auto& lists = space_.realm().list_keys;
  if (std::any_of(keys.begin(), keys.end(), [&](const auto& key) { return lists.contains(key); })) {
    return undocumented();
  }
  const Relation& relation = relation_between(keys);
  return space_.literal(relation.variables[possible_ ? 1 : 0], exactly(kRelationHolds));
}

const Relation& ConditionEncoder::relation_between(const std::vector<std::string>& keys) {
  // The effect matters to absent keys only, and to few of them.
  const bool under_allow = effect_ == Effect::allow && (foreign_ || is_never_sent());
  return space_.relation((under_allow ? "allowing condition " : "condition ") + test_name(),
                         [&](Relation& made) { describe(made, keys); });
}

void ConditionEncoder::describe(Relation& made, const std::vector<std::string>& keys) {
  made.keys = keys;
  made.texts = texts_with_variables(condition_.values);
  made.key = condition_.key;
  find_base(made, keys);
  made.sharp = is_sharp(keys);
  made.wildcards = condition_.op->wildcards;
  made.shadow = shadow();
  made.empty_is_none = condition_.qualifier != Qualifier::none;
  made.truth = [condition = condition_, effect = effect_, foreign = foreign_](
                   const Request& request) { return holds(condition, request, effect, foreign); };
  made.given = [condition = condition_, effect = effect_, foreign = foreign_, &space = space_](
                   const Request& request, Reading wanted) {
    return ConditionEncoder(condition, wanted, space, effect, foreign, &request).encode();
  };
  for (const Reading reading : {Reading::certain, Reading::possible}) {
    ConditionEncoder reader(condition_, reading, space_, effect_, foreign_);
    made.when_absent[reader.possible_ ? 1 : 0] = reader.holds_when_absent();
    const bool unsure = reader.holds_without_key(Absence::opaque);
    // With no variable given at all, it is what it is with some of them.
    const Request nothing;
    ConditionEncoder without(condition_, reading, space_, effect_, foreign_, &nothing);
    if (without.holds_without_key(Absence::opaque) != unsure) continue;
    made.when_unsure[reader.possible_ ? 1 : 0] = unsure;
  }
}

std::optional<Language> ConditionEncoder::shadow() const {
  const bool exact_case =
      condition_.op->name == "StringEquals" || condition_.op->name == "StringLike";
  if (!exact_case || key_.list) return std::nullopt;
  Language result;
  for (const Text& value : condition_.values) {
    result = result |
             (value.variables
                  ? glob(with_star_for_variables(value.text, condition_.op->wildcards), any_byte())
                  : matching(value.text, true));
  }
  return result;
}

bool ConditionEncoder::is_sharp(const std::vector<std::string>& keys) const {
  const bool lone_star = std::any_of(condition_.values.begin(), condition_.values.end(),
                                     [](const Text& value) { return value.text == "*"; });
  const bool op_is_sharp = condition_.op->kind == ValueKind::string || (!negated() && !lone_star);
  return op_is_sharp && !key_.list && std::none_of(keys.begin(), keys.end(), is_multivalued_key);
}

void ConditionEncoder::find_base(Relation& made, const std::vector<std::string>& keys) {
  if (condition_.op->kind != ValueKind::string || key_.list) return;
  Condition plain = condition_;
  plain.op = positive_of(*condition_.op);
  plain.operator_text = plain.op->name;
  plain.qualifier = Qualifier::none;
  plain.if_exists = false;
  for (Text& value : plain.values) {
    if (value.variables) value.text = without_defaults(value.text);
  }
  ConditionEncoder encoder(plain, Reading::certain, space_, effect_, foreign_);
  if (encoder.test_name() == test_name()) return;
  made.base = &encoder.relation_between(keys);
  made.opposite_of_base = negated();
}

}  // namespace sqsproof::policy

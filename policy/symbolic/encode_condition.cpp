// One condition as a literal, in one reading, and what it came to before.
#include <algorithm>

#include "policy/symbolic/condition_encoder.h"

namespace sqsproof::policy {

Literal ConditionEncoder::encode() {
  if (condition_.respelt) return possible_ ? kAlways : kNever;
  if (!key_.valued) return by_caller();
  if (condition_.op->kind == ValueKind::presence) return presence();
  if (condition_.values.empty()) return without_values();
  if (key_.points != nullptr) return on_points();
  const bool plain = condition_.qualifier == Qualifier::none;
  if (!is_expressible(condition_) || (key_.multivalued && plain) || is_set_of_one(plain)) {
    return undocumented();
  }
  if (given_ == nullptr && has_variables()) return related();
  if (key_.list && plain) return on_plain_list();
  return key_.list ? on_list() : on_value();
}

namespace {

/// Of everything that a condition without variables comes to hangs on, but for the partition.
std::string name_of(const Condition& condition, Reading reading, Effect effect, bool foreign) {
  std::string name = "condition ";
  for (const bool flag : {reading == Reading::possible, effect == Effect::allow, foreign,
                          condition.if_exists, condition.respelt}) {
    name += flag ? 'y' : 'n';
  }
  name += static_cast<char>('0' + static_cast<int>(condition.qualifier));
  for (const std::string_view text : {condition.op->name, std::string_view(condition.key)}) {
    name += ' ';
    name += text;
  }
  for (const Text& value : condition.values) {
    name += ' ';
    name += std::to_string(value.text.size());
    name += ':';
    name += value.text;
  }
  return name;
}

/// A condition without variables says the same in all spaces of a partition.
Literal encode_recalled(const Condition& condition, Reading reading, Space& space, Effect effect,
                        bool foreign) {
  const KeyView& key = space.key(condition.key, condition.key_text.text);
  const std::string name = space.prefix() + name_of(condition, reading, effect, foreign);
  if (const Phrase* known = space.store().phrase(name)) return space.literal(key.variable, *known);
  const Literal made = ConditionEncoder(condition, reading, space, effect, foreign).encode();
  Phrase phrase = space.phrase_of(made);
  const bool on_points = key.points != nullptr && condition.op->kind != ValueKind::presence;
  if (on_points) phrase.points = points_of(condition, *key.points);
  space.store().remember(name, std::move(phrase));
  return made;
}

}  // namespace

Literal encode(const Condition& condition, Reading reading, Space& space, Effect effect,
               KeyOf key_of) {
  const bool by_key = key_of == KeyOf::as_realm_says && !space.realm().is_open();
  const bool foreign =
      by_key ? is_key_of_another_service(condition.key) : key_of == KeyOf::another_service;
  const bool variables = std::any_of(condition.values.begin(), condition.values.end(),
                                     [](const Text& value) { return value.variables; });
  if (variables || space.realm().is_open()) {
    return ConditionEncoder(condition, reading, space, effect, foreign).encode();
  }
  return encode_recalled(condition, reading, space, effect, foreign);
}

}  // namespace sqsproof::policy

// What a condition makes of requests without its key, and of values that nothing is known of.
#include <algorithm>

#include "policy/symbolic/condition_encoder.h"

namespace sqsproof::policy {

bool ConditionEncoder::holds_without_key(Absence absence) const {
  if (makes(Flaw::absent_key_fails_negation) && negated()) return false;
  if (makes(Flaw::if_exists_is_dropped) && condition_.if_exists) return negated();
  if (makes(Flaw::all_values_need_the_key) && for_all()) return false;
  if (makes(Flaw::any_value_without_the_key) && for_any()) return true;
  return holds_without(condition_, absence, given_) >= (possible_ ? Truth::unknown : Truth::yes);
}

bool ConditionEncoder::is_never_sent() const {
  const ConditionKey* row = find_condition_key(condition_.key);
  return row != nullptr && row->use == KeyUse::never;
}

bool ConditionEncoder::holds_when_absent() const {
  const bool open = possible_ && !makes(Flaw::another_service_keys_are_absent);
  if (effect_ == Effect::allow && open && foreign_) return true;
  if (effect_ == Effect::allow && !possible_ && is_never_sent()) return false;
  return holds_without_key(Absence::sure);
}

Literal ConditionEncoder::by_caller() {
  const bool there = holds_without_key(Absence::open);
  if (there == holds_without_key(Absence::sure)) return there ? kAlways : kNever;
  return there ? space_.unsure(key_) : negate(space_.unsure(key_));
}

Language ConditionEncoder::absent_where(bool holds) const {
  Language result;
  if (holds_when_absent() == holds) result = result | key_.absent();
  if (!key_.unsure || makes(Flaw::unsure_keys_are_absent)) return result;
  return holds_without_key(Absence::opaque) == holds ? result | key_.unsure() : result;
}

Literal ConditionEncoder::whatever_the_value(bool holds, bool but_for_empty) {
  return on_key(
      [&] { return absent_where(!holds) | (but_for_empty ? empty_value() : empty_language()); },
      !holds);
}

Language ConditionEncoder::empty_value() const {
  if (key_.points != nullptr || key_.list) return empty_language();
  return key_.with_value_in(exactly(""));
}

Literal ConditionEncoder::undocumented() {
  return whatever_the_value(possible_, for_all() && !possible_);
}

bool ConditionEncoder::asks_null(std::string_view answer) const {
  return std::any_of(condition_.values.begin(), condition_.values.end(),
                     [&](const Text& value) { return value.text == answer; });
}

Literal ConditionEncoder::presence() {
  if (condition_.qualifier != Qualifier::none) return whatever_the_value(for_all());
  if (condition_.values.empty()) return whatever_the_value(possible_);
  const bool there = asks_null(makes(Flaw::null_is_reversed) ? "true" : "false");
  const bool open = there != asks_null("true") && there != possible_;
  return whatever_the_value(there, open);
}

Literal ConditionEncoder::without_values() {
  const bool plain = condition_.qualifier == Qualifier::none && !condition_.if_exists;
  return whatever_the_value(plain && possible_);
}

}  // namespace sqsproof::policy

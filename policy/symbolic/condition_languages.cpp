// The values of a key that a condition matches, as a set of strings.
#include <fmt/format.h>

#include "policy/symbolic/condition_encoder.h"

namespace sqsproof::policy {

Language ConditionEncoder::matching(bool possibly) const {
  Language values;
  for (const Text& value : condition_.values) {
    values = values | (value.variables ? matching_expansion(value.text, possibly)
                                       : matching(value.text, possibly));
  }
  return within(values, any_byte());
}

Language ConditionEncoder::matching(std::string_view text, bool possibly) const {
  if (makes(Flaw::case_is_ignored)) return exactly_ignoring_case(text);
  if (makes(Flaw::star_crosses_colons) && condition_.op->kind == ValueKind::arn) {
    return glob(text, any_byte());
  }
  if (makes(Flaw::readings_are_swapped)) possibly = !possibly;
  if (makes(Flaw::possible_is_certain)) possibly = !negated();
  return possibly ? condition_.op->possible(text) : condition_.op->certain(text);
}

Language ConditionEncoder::matching_expansion(std::string_view text, bool possibly) const {
  const Expansion expansion = expand(text, *given_, condition_.op->wildcards);
  if (expansion.uncertain || (expansion.absent && negated())) {
    return possibly ? many_of(any_byte()) : empty_language();
  }
  if (expansion.absent) return empty_language();
  return matching(possibly ? expansion.as_wildcards : expansion.as_characters, possibly);
}

std::string ConditionEncoder::test_name() const {
  std::string name = condition_.key + " " + condition_.operator_text;
  for (const Text& value : condition_.values) {
    name += fmt::format(" {}:{}", value.text.size(), value.text);
  }
  return name;
}

std::string ConditionEncoder::full_name() const {
  std::string name = fmt::format("{} {}{}{}{}{}", condition_.op->name, possible_,
                                 condition_.if_exists, static_cast<int>(condition_.qualifier),
                                 static_cast<int>(effect_), condition_.key);
  if (foreign_) name += " foreign";
  for (const Text& value : condition_.values) {
    name += fmt::format(" {}:{}", value.text.size(), value.text);
  }
  return name;
}

Language ConditionEncoder::with_empty_value(Language matching) const {
  if (condition_.qualifier == Qualifier::none) return matching;
  if (makes(Flaw::empty_value_is_a_value)) return matching;
  if (for_all()) return negated() ? without_empty_word(matching) : matching | exactly("");
  if (possible_) return matching;
  return negated() ? matching | exactly("") : without_empty_word(matching);
}

Literal ConditionEncoder::on_value() {
  // A negated operator holds surely where no value matches even possibly.
  return on_key(
      [&] {
        const Language values = with_empty_value(matching(possible_ != negated()));
        return key_.with_value_in(values) | absent_where(!negated());
      },
      !negated());
}

}  // namespace sqsproof::policy

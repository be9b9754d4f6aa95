// One condition as a literal, in one reading.
#include <algorithm>
#include <fmt/format.h>

#include "policy/decide/condition.h"
#include "policy/decide/expand.h"
#include "policy/document/condition_keys.h"
#include "policy/symbolic/encode.h"
#include "policy/symbolic/flaw.h"
#include "policy/symbolic/variables.h"

namespace sqsproof::policy {
namespace {

constexpr Literal kNever{Literal::Kind::never};
constexpr Literal kAlways{Literal::Kind::always};

/// A condition on one key: the languages its parts speak of, and how they become literals.
class ConditionEncoder {
 public:
  /// `given`: the values of policy variables, null when they are not known.
  ConditionEncoder(const Condition& condition, Reading reading, Space& space, Effect effect,
                   bool foreign, const Request* given = nullptr)
      : condition_(condition),
        possible_(reading == Reading::possible),
        effect_(effect),
        foreign_(foreign),
        space_(space),
        given_(given),
        key_(space.key(condition.key, condition.key_text.text)) {}

  Literal encode() {
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

 private:
  /// A set operator on a service's key that was taken for one with a single value.
  [[nodiscard]] bool is_set_of_one(bool plain) const {
    return !plain && !key_.list && !key_.service.empty();
  }

  [[nodiscard]] bool negated() const {
    return condition_.op->polarity == Polarity::negated && !makes(Flaw::negation_is_lost);
  }
  [[nodiscard]] bool for_any() const { return condition_.qualifier == Qualifier::for_any_value; }
  [[nodiscard]] bool for_all() const { return condition_.qualifier == Qualifier::for_all_values; }

  /// Values of the key for which a policy value matches: surely, or possibly.
  [[nodiscard]] Language matching(bool possibly) const {
    Language values;
    for (const Text& value : condition_.values) {
      values = values | (value.variables ? matching_expansion(value.text, possibly)
                                         : matching(value.text, possibly));
    }
    return within(values, any_byte());
  }

  [[nodiscard]] Language matching(std::string_view text, bool possibly) const {
    if (makes(Flaw::case_is_ignored)) return exactly_ignoring_case(text);
    if (makes(Flaw::star_crosses_colons) && condition_.op->kind == ValueKind::arn) {
      return glob(text, any_byte());
    }
    if (makes(Flaw::readings_are_swapped)) possibly = !possibly;
    if (makes(Flaw::possible_is_certain)) possibly = !negated();
    return possibly ? condition_.op->possible(text) : condition_.op->certain(text);
  }

  /// Mirrors `variable_matches`. A text with fewer wildcards matches less.
  [[nodiscard]] Language matching_expansion(std::string_view text, bool possibly) const {
    const Expansion expansion = expand(text, *given_, condition_.op->wildcards);
    if (expansion.uncertain || (expansion.absent && negated())) {
      return possibly ? many_of(any_byte()) : empty_language();
    }
    if (expansion.absent) return empty_language();
    return matching(possibly ? expansion.as_wildcards : expansion.as_characters, possibly);
  }

  [[nodiscard]] bool has_variables() const {
    return std::any_of(condition_.values.begin(), condition_.values.end(),
                       [](const Text& value) { return value.variables; });
  }

  /// A relation between keys; none when the variables follow from the queue.
  Literal related() {
    const Request constants = space_.constants();
    const auto keys = variable_keys(condition_.values);
    const bool fixed = std::all_of(keys.begin(), keys.end(), [&](const std::string& key) {
      return value_of(constants, key) != nullptr;
    });
    const Reading reading = possible_ ? Reading::possible : Reading::certain;
    if (fixed) {
      return ConditionEncoder(condition_, reading, space_, effect_, foreign_, &constants).encode();
    }
    const auto& lists = space_.realm().list_keys;
    if (std::any_of(keys.begin(), keys.end(),
                    [&](const auto& key) { return lists.contains(key); })) {
      return undocumented();
    }
    const Relation& relation = relation_between(keys);
    return space_.literal(relation.variables[possible_ ? 1 : 0], exactly(kRelationHolds));
  }

  const Relation& relation_between(const std::vector<std::string>& keys) {
    // The effect matters to absent keys only, and to few of them.
    const bool under_allow = effect_ == Effect::allow && (foreign_ || is_never_sent());
    return space_.relation((under_allow ? "allowing condition " : "condition ") + test_name(),
                           [&](Relation& made) { describe(made, keys); });
  }

  void describe(Relation& made, const std::vector<std::string>& keys) {
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

  /// Any text in the place of each variable.
  [[nodiscard]] std::optional<Language> shadow() const {
    const bool exact_case =
        condition_.op->name == "StringEquals" || condition_.op->name == "StringLike";
    if (!exact_case || key_.list) return std::nullopt;
    Language result;
    for (const Text& value : condition_.values) {
      result = result | (value.variables
                             ? glob(with_star_for_variables(value.text, condition_.op->wildcards),
                                    any_byte())
                             : matching(value.text, true));
    }
    return result;
  }

  [[nodiscard]] bool is_sharp(const std::vector<std::string>& keys) const {
    const bool lone_star = std::any_of(condition_.values.begin(), condition_.values.end(),
                                       [](const Text& value) { return value.text == "*"; });
    const bool op_is_sharp = condition_.op->kind == ValueKind::string || (!negated() && !lone_star);
    return op_is_sharp && !key_.list && std::none_of(keys.begin(), keys.end(), is_multivalued_key);
  }

  /// ARN operators are no opposites where a text is no ARN.
  void find_base(Relation& made, const std::vector<std::string>& keys) {
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

  [[nodiscard]] std::string test_name() const {
    std::string name = condition_.key + " " + condition_.operator_text;
    for (const Text& value : condition_.values) {
      name += fmt::format(" {}:{}", value.text.size(), value.text);
    }
    return name;
  }

  /// Of everything that the language of this condition hangs on, but for the partition.
  [[nodiscard]] std::string full_name() const {
    std::string name = fmt::format("{} {}{}{}{}{}", condition_.op->name, possible_,
                                   condition_.if_exists, static_cast<int>(condition_.qualifier),
                                   static_cast<int>(effect_), condition_.key);
    if (foreign_) name += " foreign";
    for (const Text& value : condition_.values) {
      name += fmt::format(" {}:{}", value.text.size(), value.text);
    }
    return name;
  }

  template <class Build>
  Literal on_key(const Build& build, bool inside, Shape shape = Shape::word) {
    if (given_ != nullptr) return space_.literal(key_.variable, build(), inside, shape);
    return space_.named(key_.variable, full_name(), build, inside, shape);
  }

  /// What the authorizer makes of a key that is not given, in this reading.
  [[nodiscard]] bool holds_without_key(Absence absence) const {
    if (makes(Flaw::absent_key_fails_negation) && negated()) return false;
    if (makes(Flaw::if_exists_is_dropped) && condition_.if_exists) return negated();
    if (makes(Flaw::all_values_need_the_key) && for_all()) return false;
    if (makes(Flaw::any_value_without_the_key) && for_any()) return true;
    return holds_without(condition_, absence, given_) >= (possible_ ? Truth::unknown : Truth::yes);
  }

  [[nodiscard]] bool is_never_sent() const {
    const ConditionKey* row = find_condition_key(condition_.key);
    return row != nullptr && row->use == KeyUse::never;
  }

  /// For callers that surely lack the key. Mirrors what `holds` says of Allow.
  [[nodiscard]] bool holds_when_absent() const {
    const bool open = possible_ && !makes(Flaw::another_service_keys_are_absent);
    if (effect_ == Effect::allow && open && foreign_) return true;
    if (effect_ == Effect::allow && !possible_ && is_never_sent()) return false;
    return holds_without_key(Absence::sure);
  }

  Literal by_caller() {
    const bool there = holds_without_key(Absence::open);
    if (there == holds_without_key(Absence::sure)) return there ? kAlways : kNever;
    return there ? space_.unsure(key_) : negate(space_.unsure(key_));
  }

  /// Requests without the key for which the condition comes out like this.
  [[nodiscard]] Language absent_where(bool holds) const {
    Language result;
    if (holds_when_absent() == holds) result = result | key_.absent();
    if (!key_.unsure || makes(Flaw::unsure_keys_are_absent)) return result;
    return holds_without_key(Absence::opaque) == holds ? result | key_.unsure() : result;
  }

  /// Exact about requests without the key; for all others but the exceptions it comes out the same.
  Literal whatever_the_value(bool holds, bool but_for_empty = false) {
    return on_key(
        [&] { return absent_where(!holds) | (but_for_empty ? empty_value() : empty_language()); },
        !holds);
  }

  /// Requests in which the key has an empty value. Points and elements of lists are never empty.
  [[nodiscard]] Language empty_value() const {
    if (key_.points != nullptr || key_.list) return empty_language();
    return key_.with_value_in(exactly(""));
  }

  /// No value is surely all values, even where nothing is known of the others.
  Literal undocumented() { return whatever_the_value(possible_, for_all() && !possible_); }

  [[nodiscard]] bool asks_null(std::string_view answer) const {
    return std::any_of(condition_.values.begin(), condition_.values.end(),
                       [&](const Text& value) { return value.text == answer; });
  }

  /// An empty value may be none to Null.
  Literal presence() {
    if (condition_.qualifier != Qualifier::none) return whatever_the_value(for_all());
    if (condition_.values.empty()) return whatever_the_value(possible_);
    const bool there = asks_null(makes(Flaw::null_is_reversed) ? "true" : "false");
    const bool open = there != asks_null("true") && there != possible_;
    return whatever_the_value(there, open);
  }

  Literal without_values() {
    const bool plain = condition_.qualifier == Qualifier::none && !condition_.if_exists;
    return whatever_the_value(plain && possible_);
  }

  /// An empty value is no value to a set operator: surely so to ForAllValues.
  [[nodiscard]] Language with_empty_value(Language matching) const {
    if (condition_.qualifier == Qualifier::none) return matching;
    if (makes(Flaw::empty_value_is_a_value)) return matching;
    if (for_all()) return negated() ? without_empty_word(matching) : matching | exactly("");
    if (possible_) return matching;
    return negated() ? matching | exactly("") : without_empty_word(matching);
  }

  Literal on_value() {
    // A negated operator holds surely where no value matches even possibly.
    return on_key(
        [&] {
          const Language values = with_empty_value(matching(possible_ != negated()));
          return key_.with_value_in(values) | absent_where(!negated());
        },
        !negated());
  }

  /// Asked of the authorizer, point by point. Where no point is undecided, the readings agree.
  Literal on_points() {
    Theory& theory = space_.theory(key_.variable);
    for (const Text& value : condition_.values) {
      for (const std::string& point : key_.points->points_at(value.text)) {
        if (makes(Flaw::points_without_neighbours) && point != value.text) continue;
        theory.add_sample(point);
      }
    }
    const auto truth_at = [condition = condition_, points = key_.points](const std::string& point) {
      Request request;
      if (point != std::string_view(&kAbsentMark, 1)) {
        request.context[condition.key] = {condition.key, {points->value(point)}};
      }
      return holds(condition, request);
    };
    const auto& samples = theory.samples();
    const bool open = std::any_of(samples.begin(), samples.end(), [&](const NumberedWord& point) {
      return truth_at(point.text) == Truth::unknown;
    });
    const bool possibly = open && possible_;
    return space_.literal(key_.variable, test_name() + (possibly ? " possibly" : ""),
                          [truth_at, possibly](const std::string& point) {
                            return truth_at(point) >= (possibly ? Truth::unknown : Truth::yes);
                          });
  }

  /// For a list: some element matches, or every element does.
  Literal on_list() {
    const auto element = [&] {
      return matching(possible_ != negated()) + exactly(std::string(1, kElementMark));
    };
    if ((for_any() != negated()) != makes(Flaw::any_element_is_every_element)) {
      return on_key([&] { return some(element()) | absent_where(!negated()); }, !negated());
    }
    // Every element: of none this is so, which suits ForAllValues, and ForAnyValue negated.
    const bool leave_out = negated() == holds_when_absent();
    return on_key(element, !negated(), leave_out ? Shape::at_least_one : Shape::repeated);
  }

  /// A plain operator on a list: of several values, nobody knows what it says.
  Literal on_plain_list() {
    const bool possibly = possible_ != negated();
    return on_key(
        [&] {
          const Language mark = exactly({&kElementMark, 1});
          const Language one = matching(possibly) + mark;
          const Language any = one_of(any_byte()) + many_of(any_byte()) + mark;
          const Language several = any + any + many_of(ByteSet().set());
          return one | (possibly ? several : empty_language()) | absent_where(!negated());
        },
        !negated());
  }

  [[nodiscard]] static Language some(const Language& element) {
    const ByteSet all = any_byte() | bytes_of({&kElementMark, 1});
    const Language before = exactly("") | (many_of(all) + exactly({&kElementMark, 1}));
    return before + element + many_of(ByteSet().set());
  }

  const Condition& condition_;
  bool possible_;
  Effect effect_;
  bool foreign_;  ///< the key is of a service that the request is not to
  Space& space_;
  const Request* given_;
  const KeyView& key_;
};

}  // namespace

Literal encode(const Condition& condition, Reading reading, Space& space, Effect effect,
               KeyOf key_of) {
  const bool by_key = key_of == KeyOf::as_realm_says && !space.realm().is_open();
  const bool foreign =
      by_key ? is_key_of_another_service(condition.key) : key_of == KeyOf::another_service;
  return ConditionEncoder(condition, reading, space, effect, foreign).encode();
}

}  // namespace sqsproof::policy

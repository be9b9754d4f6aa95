#include "policy/symbolic/encode.h"

#include <algorithm>
#include <fmt/format.h>

#include "policy/decide/condition.h"
#include "policy/decide/match.h"
#include "policy/document/condition_keys.h"

namespace sqsproof::policy {
namespace {

constexpr Literal kNever{Literal::Kind::never};
constexpr Literal kAlways{Literal::Kind::always};

/// A condition on one key: the languages its parts speak of, and how they become literals.
class ConditionEncoder {
 public:
  ConditionEncoder(const Condition& condition, Reading reading, Space& space, Effect effect)
      : condition_(condition),
        possible_(reading == Reading::possible),
        allow_(effect == Effect::allow),
        space_(space),
        key_(space.key(condition.key, condition.key_text.text)) {}

  Literal encode() {
    if (!key_.valued) return by_caller();
    if (condition_.op->kind == ValueKind::presence) return presence();
    if (condition_.values.empty()) return without_values();
    if (key_.points != nullptr) return on_points();
    const bool plain_on_set = key_.multivalued && condition_.qualifier == Qualifier::none;
    if (!is_expressible(condition_) || plain_on_set) return whatever_the_value(possible_);
    return key_.list ? on_list() : on_value();
  }

 private:
  [[nodiscard]] bool negated() const { return condition_.op->polarity == Polarity::negated; }
  [[nodiscard]] bool for_any() const { return condition_.qualifier == Qualifier::for_any_value; }
  [[nodiscard]] bool for_all() const { return condition_.qualifier == Qualifier::for_all_values; }

  /// Values of the key for which a policy value matches: surely, or possibly.
  [[nodiscard]] Language matching(bool possibly) const {
    Language values;
    for (const Text& value : condition_.values) {
      values = values | (possibly ? condition_.op->possible(value.text)
                                  : condition_.op->certain(value.text));
    }
    return within(values, any_byte());
  }

  /// What the authorizer makes of a key that is not given, in this reading.
  [[nodiscard]] bool holds_without_key(Absence absence) const {
    return holds_without(condition_, absence) >= (possible_ ? Truth::unknown : Truth::yes);
  }

  /// For callers that surely lack the key. Mirrors what `holds` says of Allow.
  [[nodiscard]] bool holds_when_absent() const {
    if (allow_ && possible_ && is_key_of_another_service(condition_.key)) return true;
    if (allow_ && !possible_) {
      const ConditionKey* row = find_condition_key(condition_.key);
      if (row != nullptr && row->use == KeyUse::never) return false;
    }
    return holds_without_key(Absence::sure);
  }

  Literal by_caller() {
    const bool there = holds_without_key(Absence::open);
    if (there == holds_without_key(Absence::sure)) return there ? kAlways : kNever;
    return space_.literal(key_.variable, key_.unsure, there);
  }

  /// Requests without the key for which the condition comes out like this.
  [[nodiscard]] Language absent_where(bool holds) const {
    Language result;
    if (holds_when_absent() == holds) result = result | key_.absent;
    if (key_.unsure.alternatives.empty()) return result;
    return holds_without_key(Absence::opaque) == holds ? result | key_.unsure : result;
  }

  /// Exact about requests without the key; for all others it comes out the same.
  Literal whatever_the_value(bool holds) {
    return space_.literal(key_.variable, absent_where(!holds), !holds);
  }

  Literal presence() {
    bool when_present = condition_.values.empty() && possible_;
    for (const Text& value : condition_.values) {
      when_present = when_present || value.text == "false";
    }
    if (condition_.qualifier != Qualifier::none) when_present = for_all();
    return whatever_the_value(when_present);
  }

  Literal without_values() {
    const bool plain = condition_.qualifier == Qualifier::none && !condition_.if_exists;
    return whatever_the_value(plain && possible_);
  }

  /// An empty value is no value to a set operator: surely so to ForAllValues.
  [[nodiscard]] Language with_empty_value(Language matching) const {
    if (condition_.qualifier == Qualifier::none) return matching;
    if (for_all()) return negated() ? without_empty_word(matching) : matching | exactly("");
    if (possible_) return matching;
    return negated() ? matching | exactly("") : without_empty_word(matching);
  }

  Literal on_value() {
    // A negated operator holds surely where no value matches even possibly.
    const Language language =
        key_.with_value_in(with_empty_value(matching(possible_ != negated())));
    return space_.literal(key_.variable, language | absent_where(!negated()), !negated());
  }

  /// Asked of the authorizer, point by point. Where no point is undecided, the readings agree.
  Literal on_points() {
    Theory& theory = space_.theory(key_.variable);
    std::string name = condition_.key + " " + condition_.operator_text;
    for (const Text& value : condition_.values) {
      name += fmt::format(" {}:{}", value.text.size(), value.text);
      for (const std::string& point : key_.points->points_at(value.text)) theory.add_sample(point);
    }
    const auto truth_at = [condition = condition_, points = key_.points](const std::string& point) {
      Request request;
      if (point != std::string_view(&kAbsentMark, 1)) {
        request.context[condition.key] = {condition.key, {points->value(point)}};
      }
      return holds(condition, request);
    };
    const auto& samples = theory.samples();
    const bool open = std::any_of(samples.begin(), samples.end(), [&](const std::string& point) {
      return truth_at(point) == Truth::unknown;
    });
    const bool possibly = open && possible_;
    return space_.literal(key_.variable, name + (possibly ? " possibly" : ""),
                          [truth_at, possibly](const std::string& point) {
                            return truth_at(point) >= (possibly ? Truth::unknown : Truth::yes);
                          });
  }

  /// For a list: some element matches, or every element does.
  Literal on_list() {
    const Language element =
        matching(possible_ != negated()) + exactly(std::string(1, kElementMark));
    if (for_any() != negated()) {
      return space_.literal(key_.variable, some(element) | absent_where(!negated()), !negated());
    }
    // Every element: of none this is so, which suits ForAllValues, and ForAnyValue negated.
    const bool leave_out = negated() == holds_when_absent();
    return space_.literal(key_.variable, element, !negated(),
                          leave_out ? Shape::at_least_one : Shape::repeated);
  }

  [[nodiscard]] static Language some(const Language& element) {
    const ByteSet all = any_byte() | bytes_of({&kElementMark, 1});
    const Language before = exactly("") | (many_of(all) + exactly({&kElementMark, 1}));
    return before + element + many_of(ByteSet().set());
  }

  const Condition& condition_;
  bool possible_;
  bool allow_;
  Space& space_;
  const KeyView& key_;
};

}  // namespace

void Conjunction::add(Literal literal) {
  if (literal.kind == Literal::Kind::never) never = true;
  if (literal.kind == Literal::Kind::atom) literals.push_back(literal);
  if (never) literals.clear();
}

bool is_expressible(const Condition& condition) {
  if (condition.op->kind == ValueKind::presence) return true;
  if (find_point_key(condition.key) != nullptr) return true;
  if (condition.op->certain == nullptr || condition.op->possible == nullptr) return false;
  if (!fits_type(condition)) return false;
  return std::none_of(condition.values.begin(), condition.values.end(),
                      [](const Text& value) { return value.variables; });
}

bool is_expressible(const Patterns& resources) {
  return std::none_of(resources.entries.begin(), resources.entries.end(),
                      [](const Text& pattern) { return pattern.variables; });
}

Literal encode(const Condition& condition, Reading reading, Space& space, Effect effect) {
  return ConditionEncoder(condition, reading, space, effect).encode();
}

Conjunction encode(const Statement& statement, Reading reading,
                   const std::vector<std::string>& actions, Space& space) {
  Conjunction result;
  const Truth wanted = reading == Reading::certain ? Truth::yes : Truth::unknown;
  Request request;
  request.resource = space.queue_arn();
  const Truth resource = is_expressible(statement.resources)
                             ? resource_matches(statement.resources, statement.effect, request)
                             : Truth::unknown;
  if (resource < wanted) {
    result.add(kNever);
    return result;
  }
  std::vector<std::string> covered;
  for (const std::string& action : actions) {
    if (action_matches(statement.actions, action) >= wanted) covered.push_back(action);
  }
  if (covered.size() < actions.size()) result.add(space.action_in(covered));
  const Callers::Covered callers =
      space.callers().covered_by(statement.principals, statement.effect, reading);
  result.add(space.literal(Space::kCaller, callers.language, callers.inside));
  for (const Condition& condition : statement.conditions) {
    result.add(encode(condition, reading, space, statement.effect));
  }
  return result;
}

}  // namespace sqsproof::policy

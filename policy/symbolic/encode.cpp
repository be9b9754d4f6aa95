#include "policy/symbolic/encode.h"

#include <algorithm>
#include <fmt/format.h>

#include "policy/decide/condition.h"
#include "policy/decide/match.h"

namespace sqsproof::policy {
namespace {

constexpr Literal kNever{Literal::Kind::never};
constexpr Literal kAlways{Literal::Kind::always};

/// A condition on one key: the languages its parts speak of, and how they become literals.
class ConditionEncoder {
 public:
  ConditionEncoder(const Condition& condition, Reading reading, Space& space)
      : condition_(condition),
        possible_(reading == Reading::possible),
        space_(space),
        key_(space.key(condition.key, condition.key_text.text)) {}

  Literal encode() {
    if (condition_.op->kind == ValueKind::presence) return presence();
    if (condition_.values.empty()) return without_values();
    if (key_.points != nullptr) return on_points();
    if (!is_expressible(condition_)) return unknown_when_present();
    if (key_.multivalued && condition_.qualifier == Qualifier::none) return unknown_when_present();
    return key_.list ? on_list() : on_value();
  }

 private:
  [[nodiscard]] bool negated() const { return condition_.op->polarity == Polarity::negated; }
  [[nodiscard]] bool for_any() const { return condition_.qualifier == Qualifier::for_any_value; }
  [[nodiscard]] bool for_all() const { return condition_.qualifier == Qualifier::for_all_values; }
  [[nodiscard]] Literal undocumented() const { return possible_ ? kAlways : kNever; }
  [[nodiscard]] Literal absent() { return space_.literal(key_.variable, key_.absent); }

  /// Values of the key for which a policy value matches: surely, or possibly.
  [[nodiscard]] Language matching(bool possibly) const {
    Language values;
    for (const Text& value : condition_.values) {
      values = values | (possibly ? condition_.op->possible(value.text)
                                  : condition_.op->certain(value.text));
    }
    return within(values, any_byte());
  }

  Literal presence() {
    if (for_all()) return kAlways;
    if (for_any()) return kNever;
    if (condition_.values.empty()) return undocumented();
    bool when_absent = false;
    bool when_present = false;
    for (const Text& value : condition_.values) {
      when_absent = when_absent || value.text == "true";
      when_present = when_present || value.text == "false";
    }
    if (when_absent == when_present) return when_absent ? kAlways : kNever;
    return when_absent ? absent() : negate(absent());
  }

  Literal without_values() {
    if (for_any()) return condition_.if_exists && possible_ ? absent() : kNever;
    if (for_all() || condition_.if_exists) return absent();
    return undocumented();
  }

  /// Exact about requests without the key; of those with it, nothing is claimed.
  Literal unknown_when_present() {
    if (possible_) return holds_when_absent() ? kAlways : negate(absent());
    return holds_when_absent() ? absent() : kNever;
  }

  /// What an absent key makes of the condition, in this reading. See `holds_when_absent`.
  [[nodiscard]] bool holds_when_absent() const {
    if (for_all()) return true;
    if (for_any()) return condition_.if_exists && possible_;
    return condition_.if_exists || negated();
  }

  Literal on_value() {
    // A negated operator holds surely where no value matches even possibly.
    Language language = key_.with_value_in(matching(possible_ != negated()));
    const bool add_absent = negated() ? !holds_when_absent() : holds_when_absent();
    if (add_absent) language = language | key_.absent;
    return space_.literal(key_.variable, language, !negated());
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
      Language lists = some(element);
      const bool add_absent = for_any() && holds_when_absent();
      if (add_absent) lists = lists | key_.absent;
      return space_.literal(key_.variable, lists, !negated());
    }
    // Every element: of none this is so, which suits ForAllValues, and ForAnyValue negated.
    const bool keep_absent = negated() && holds_when_absent();
    return space_.literal(key_.variable, element, !negated(),
                          keep_absent ? Shape::at_least_one : Shape::repeated);
  }

  [[nodiscard]] static Language some(const Language& element) {
    const ByteSet all = any_byte() | bytes_of({&kElementMark, 1});
    const Language before = exactly("") | (many_of(all) + exactly({&kElementMark, 1}));
    return before + element + many_of(ByteSet().set());
  }

  const Condition& condition_;
  bool possible_;
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

Literal encode(const Condition& condition, Reading reading, Space& space) {
  return ConditionEncoder(condition, reading, space).encode();
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
    result.add(encode(condition, reading, space));
  }
  return result;
}

}  // namespace sqsproof::policy

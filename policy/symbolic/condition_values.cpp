// Conditions on keys whose values are points or lists.
#include <algorithm>

#include "policy/decide/condition.h"
#include "policy/symbolic/condition_encoder.h"

namespace sqsproof::policy {
namespace {

Language some(const Language& element) {
  const ByteSet all = any_byte() | bytes_of({&kElementMark, 1});
  const Language before = exactly("") | (many_of(all) + exactly({&kElementMark, 1}));
  return before + element + many_of(ByteSet().set());
}

}  // namespace

std::vector<std::string> points_of(const Condition& condition, const PointKey& key) {
  std::vector<std::string> points;
  for (const Text& value : condition.values) {
    for (const std::string& point : key.points_at(value.text)) {
      if (makes(Flaw::points_without_neighbours) && point != value.text) continue;
      points.push_back(point);
    }
  }
  return points;
}

Literal ConditionEncoder::on_points() {
  Theory& theory = space_.theory(key_.variable);
  for (const std::string& point : points_of(condition_, *key_.points)) theory.add_sample(point);
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

Literal ConditionEncoder::on_list() {
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

Literal ConditionEncoder::on_plain_list() {
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

}  // namespace sqsproof::policy

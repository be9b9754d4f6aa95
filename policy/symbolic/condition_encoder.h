// One condition in one reading: the languages its parts speak of, and how they become literals.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "policy/decide/condition.h"
#include "policy/decide/expand.h"
#include "policy/document/condition_keys.h"
#include "policy/symbolic/encode.h"
#include "policy/symbolic/flaw.h"

namespace sqsproof::policy {

/// Where the values of a condition cut the line, and beside it.
[[nodiscard]] std::vector<std::string> points_of(const Condition& condition, const PointKey& key);

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

  Literal encode();

 private:
  static constexpr Literal kNever{Literal::Kind::never};
  static constexpr Literal kAlways{Literal::Kind::always};

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
  [[nodiscard]] Language matching(bool possibly) const;

  [[nodiscard]] Language matching(std::string_view text, bool possibly) const;

  /// Mirrors `variable_matches`. A text with fewer wildcards matches less.
  [[nodiscard]] Language matching_expansion(std::string_view text, bool possibly) const;

  [[nodiscard]] bool has_variables() const {
    return std::any_of(condition_.values.begin(), condition_.values.end(),
                       [](const Text& value) { return value.variables; });
  }

  /// A relation between keys; none when the variables follow from the queue.
  Literal related();
  const Relation& relation_between(const std::vector<std::string>& keys);
  void describe(Relation& made, const std::vector<std::string>& keys);
  /// Any text in the place of each variable.
  [[nodiscard]] std::optional<Language> shadow() const;
  [[nodiscard]] bool is_sharp(const std::vector<std::string>& keys) const;
  /// ARN operators are no opposites where a text is no ARN.
  void find_base(Relation& made, const std::vector<std::string>& keys);

  [[nodiscard]] std::string test_name() const;

  /// Of everything that the language of this condition hangs on, but for the partition.
  [[nodiscard]] std::string full_name() const;

  template <class Build>
  Literal on_key(const Build& build, bool inside, Shape shape = Shape::word) {
    if (given_ != nullptr) return space_.literal(key_.variable, build(), inside, shape);
    return space_.named(key_.variable, full_name(), build, inside, shape);
  }

  /// What the authorizer makes of a key that is not given, in this reading.
  [[nodiscard]] bool holds_without_key(Absence absence) const;

  [[nodiscard]] bool is_never_sent() const;

  /// For callers that surely lack the key. Mirrors what `holds` says of Allow.
  [[nodiscard]] bool holds_when_absent() const;

  Literal by_caller();

  /// Requests without the key for which the condition comes out like this.
  [[nodiscard]] Language absent_where(bool holds) const;

  /// Exact about requests without the key; for all others but the exceptions it comes out the same.
  Literal whatever_the_value(bool holds, bool but_for_empty = false);

  /// Requests in which the key has an empty value. Points and elements of lists are never empty.
  [[nodiscard]] Language empty_value() const;

  /// No value is surely all values, even where nothing is known of the others.
  Literal undocumented();

  [[nodiscard]] bool asks_null(std::string_view answer) const;

  /// An empty value may be none to Null.
  Literal presence();

  Literal without_values();

  /// An empty value is no value to a set operator: surely so to ForAllValues.
  [[nodiscard]] Language with_empty_value(Language matching) const;

  Literal on_value();

  /// Asked of the authorizer, point by point. Where no point is undecided, the readings agree.
  Literal on_points();
  /// For a list: some element matches, or every element does.
  Literal on_list();
  /// A plain operator on a list: of several values, nobody knows what it says.
  Literal on_plain_list();

  const Condition& condition_;
  bool possible_;
  Effect effect_;
  bool foreign_;  ///< the key is of a service that the request is not to
  Space& space_;
  const Request* given_;
  const KeyView& key_;
};

}  // namespace sqsproof::policy

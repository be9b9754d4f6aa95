// Asks for the key that a condition does not miss: IfExists, ForAllValues and negated operators
// hold without it. IAM/reference_policies_elements_condition_operators
#include <fmt/format.h>
#include <set>

#include "properties/repair/kinds/kinds.h"
#include "properties/report/edits.h"

namespace sqsproof::properties {
namespace {

using policy::Condition;
using policy::Qualifier;

/// The operator without IfExists and ForAllValues; the text as it is when it has none of both.
std::string strict_form(const Condition& condition) {
  const bool any = condition.qualifier == Qualifier::for_any_value;
  return (any ? "ForAnyValue:" : "") + std::string(condition.op->name);
}

bool holds_when_absent(const Condition& condition) {
  return condition.if_exists || condition.qualifier == Qualifier::for_all_values ||
         condition.op->polarity == policy::Polarity::negated;
}

std::vector<Candidate> candidates(const Scene& scene) {
  std::vector<Candidate> found;
  std::set<std::size_t> renamed;  // an operator may have several keys
  for (const Condition& condition : scene.statement.conditions) {
    if (!holds_when_absent(condition)) continue;
    const std::string strict = strict_form(condition);
    if (strict != condition.operator_text &&
        renamed.insert(condition.operator_place.begin).second) {
      found.push_back({fmt::format("{} instead of {} in {}", strict, condition.operator_text,
                                   words_of(scene.statement)),
                       {{condition.operator_place, json_string(strict)}}});
    }
    const NewCondition present{"Null", condition.key_text.text, {"false"}};
    if (const auto edit = add_condition(scene, present)) {
      found.push_back({fmt::format("ask for {} in {}: add {}", condition.key_text.text,
                                   words_of(scene.statement), words_of(present)),
                       {*edit}});
    }
  }
  return found;
}

}  // namespace

const RepairKind kAskPresence = {"ask-presence", "a condition holds without its key no longer",
                                 Reach::narrows, candidates};

}  // namespace sqsproof::properties

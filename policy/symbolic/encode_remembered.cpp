// What statements and classes of requests came to before: tests on the action and the caller, and
// conditions, as phrases.
#include "policy/symbolic/encode.h"

namespace sqsproof::policy {
namespace {

std::vector<Phrase> phrases_of(const std::vector<Literal>& first_two,
                               const std::vector<Condition>& conditions, Reading reading,
                               Effect effect, Space& space) {
  std::vector<Phrase> phrases;
  if (first_two.empty()) return phrases;
  phrases.reserve(first_two.size() + conditions.size());
  for (const Literal& literal : first_two) phrases.push_back(space.phrase_of(literal));
  for (const Condition& condition : conditions) {
    phrases.push_back(phrase_of(condition, reading, space, effect));
    // Atoms get their numbers in the same order whether the phrase was known or not.
    static_cast<void>(encode(condition, reading, space, effect));
  }
  return phrases;
}

Conjunction conjunction_of(const std::vector<Phrase>& phrases,
                           const std::array<VariableId, 2>& variables,
                           const std::vector<Condition>& conditions, Space& space) {
  Conjunction result;
  if (phrases.empty()) {
    result.add({Literal::Kind::never});
    return result;
  }
  result.literals.reserve(phrases.size());
  for (std::size_t i = 0; i < variables.size(); ++i) {
    result.add(space.literal(variables[i], phrases[i]));
  }
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    const KeyView& key = space.key(conditions[i].key, conditions[i].key_text.text);
    result.add(space.literal(key.variable, phrases[variables.size() + i]));
  }
  return result;
}

}  // namespace

std::array<Conjunction, 2> encode_remembered(std::string name,
                                             const std::array<VariableId, 2>& variables,
                                             const FirstTwo& first_two,
                                             const std::vector<Condition>& conditions,
                                             Effect effect, Space& space) {
  name += '\x1e';
  name += space.place();
  // Held, because the store may forget it when a key is mentioned for the first time.
  std::shared_ptr<const Sentence> sentence = space.store().sentence(name);
  if (!sentence) {
    Sentence made;
    made.surely =
        phrases_of(first_two(Reading::certain), conditions, Reading::certain, effect, space);
    made.possibly =
        phrases_of(first_two(Reading::possible), conditions, Reading::possible, effect, space);
    made.differs = !(made.surely == made.possibly);
    sentence = space.store().remember(name, std::move(made));
  }
  std::array<Conjunction, 2> result;
  result[0] = conjunction_of(sentence->surely, variables, conditions, space);
  result[1] = sentence->differs ? conjunction_of(sentence->possibly, variables, conditions, space)
                                : result[0];
  return result;
}

}  // namespace sqsproof::policy

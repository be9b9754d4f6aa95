#include "policy/prover/relations.h"

#include <algorithm>

#include "policy/symbolic/variables.h"

namespace sqsproof::policy {
namespace {

constexpr std::size_t kReadableValues = 8;

/// In the place of a value: not given, by a caller of whom it is unsure whether that means absent.
const std::string kUnsure = "\6";

std::optional<std::string> value_in(const Request& request, const std::string& key) {
  const std::string* value = value_of(request, key);
  if (value != nullptr) return *value;
  const bool sure = absence_of(key, request.caller) == Absence::sure;
  return sure ? std::nullopt : std::optional(kUnsure);
}

/// Some caller of whom these keys are absent surely and unsurely, as the values say.
Caller caller_with(const std::vector<std::string>& keys,
                   const std::vector<std::optional<std::string>>& values) {
  for (const char* name :
       {"anonymous", "s3.amazonaws.com", "sns.amazonaws.com", "arn:aws:iam::999988887777:root"}) {
    const Caller caller = parse_caller(name).value_or(Caller{});
    bool fits = true;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const bool sure = absence_of(keys[i], caller) == Absence::sure;
      if (!values[i]) fits = fits && sure;
      if (values[i] == kUnsure) fits = fits && !sure;
    }
    if (fits) return caller;
  }
  return {};  // no request is like that
}

}  // namespace

Literal RelationEncoding::holds(const Relation& relation, Reading reading) {
  return space_.literal(relation.variables[by(reading)], exactly(kRelationHolds));
}

void RelationEncoding::update() {
  auto& all = space_.relations();
  while (relations_.size() < all.size()) {
    Relation& relation = all[relations_.size()];
    relations_.push_back({&relation, {}, {}, kAlwaysOn});
    add_facts(relation);
    add_first_instances(relations_.back());
  }
}

/// Values that a key has in the samples of its variable.
std::set<std::string> RelationEncoding::readable_values(const std::string& key) {
  std::set<std::string> values;
  const KeyView& view = space_.key(key, key);
  for (const NumberedWord& word : space_.theory(view.variable).samples()) {
    const std::string& sample = word.text();
    Request request = space_.constants();
    space_.decode(view.variable, sample, request);
    complete(request);
    if (const std::string* value = value_of(request, key)) values.insert(*value);
    if (values.size() >= kReadableValues) break;
  }
  return values;
}

void RelationEncoding::add_first_instances(Encoded& encoded) {
  const Relation& relation = *encoded.relation;
  add_instance(encoded, Values(relation.keys.size()));
  if (relation.keys.size() != 1) return;
  add_instance(encoded, {kUnsure});
  // What would make the tested key, or the queue, match is worth a try.
  std::set<std::string> values = readable_values(relation.keys[0]);
  std::set<std::string> wanted;
  if (relation.key.empty() && !relation.value.empty()) wanted = {relation.value};
  if (!relation.key.empty()) wanted = readable_values(relation.key);
  for (const std::string& text : relation.texts) {
    for (const std::string& target : wanted) {
      if (const auto value = value_to_become(text, target)) values.insert(*value);
    }
  }
  for (const std::string& value : values) add_instance(encoded, {value});
}

Literal RelationEncoding::is(const std::string& key, const std::optional<std::string>& value) {
  const KeyView& view = space_.key(key, key);
  if (value == kUnsure) return space_.unsure(view);
  if (!value && !view.valued) return negate(space_.unsure(view));
  if (!value) return space_.absent(view);
  if (view.points != nullptr) {
    return space_.literal(view.variable, key + " is " + *value,
                          [points = view.points, wanted = *value](const std::string& point) {
                            return point != std::string_view(&kAbsentMark, 1) &&
                                   points->value(point) == wanted;
                          });
  }
  const Language word = exactly(*value + (view.list ? std::string(1, kElementMark) : ""));
  return space_.literal(view.variable, view.with_value_in(word));
}

void RelationEncoding::add_instance(Encoded& encoded, const Values& values) {
  if (!encoded.values.insert(values).second) return;
  const Relation& relation = *encoded.relation;
  Request given = space_.constants();
  given.caller = caller_with(relation.keys, values);
  Conjunction instance;
  std::vector<Literal> unless;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Literal is_value = is(relation.keys[i], values[i]);
    instance.add(is_value);
    unless.push_back(negate(is_value));
    if (values[i] && values[i] != kUnsure)
      given.context[relation.keys[i]] = {relation.keys[i], {*values[i]}};
  }
  if (instance.never) return;  // no request has these values
  for (const Reading reading : {Reading::certain, Reading::possible}) {
    const Literal yes = holds(relation, reading);
    const Literal here = relation.given(given, reading);
    std::vector<Literal> forwards = unless;
    std::vector<Literal> backwards = unless;
    forwards.insert(forwards.end(), {negate(yes), here});
    backwards.insert(backwards.end(), {yes, negate(here)});
    engine_.add_clause(kAlwaysOn, forwards);
    engine_.add_clause(kAlwaysOn, backwards);
  }
  encoded.instances.push_back(std::move(instance));
  encoded.known_only = kAlwaysOn;
}

std::vector<Switch> RelationEncoding::known_values_only() {
  std::vector<Switch> switches;
  for (Encoded& encoded : relations_) {
    if (encoded.known_only == kAlwaysOn) {
      encoded.known_only = engine_.new_switch();
      engine_.add_choice(encoded.known_only, encoded.instances);
    }
    switches.push_back(encoded.known_only);
  }
  return switches;
}

bool RelationEncoding::refine(const Engine::Solution& solution, const Request& request) {
  bool refined = false;
  for (Encoded& encoded : relations_) {
    const Relation& relation = *encoded.relation;
    const Truth truth = relation.truth(request);
    bool wrong = false;
    for (const Reading reading : {Reading::certain, Reading::possible}) {
      const auto& value = solution.values[relation.variables[by(reading)]];
      const bool should = reading == Reading::certain ? truth == Truth::yes : truth != Truth::no;
      wrong = wrong || (value && (*value == kRelationHolds) != should);
    }
    if (!wrong) continue;
    Values values;
    for (const std::string& key : relation.keys) values.push_back(value_in(request, key));
    if (encoded.values.contains(values)) continue;
    add_instance(encoded, values);
    refined = true;
  }
  return refined;
}

}  // namespace sqsproof::policy

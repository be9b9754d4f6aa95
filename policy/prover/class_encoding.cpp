#include "policy/prover/class_encoding.h"

#include <algorithm>

namespace sqsproof::policy {
namespace {

constexpr CallerKind kKinds[] = {CallerKind::anonymous,      CallerKind::root, CallerKind::user,
                                 CallerKind::federated_user, CallerKind::role, CallerKind::service};

template <class Item>
bool is_in(const std::vector<Item>& list, const Item& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

/// So that no two lists of texts read the same.
void append(std::string& text, char mark, const std::string& item) {
  const std::size_t size = item.size();
  text += mark;
  text.append(reinterpret_cast<const char*>(&size), sizeof size);
  text += item;
}

void append(std::string& text, const Condition& condition) {
  text += '\x1d';
  text += condition.op->name;
  if (condition.if_exists) text += '?';
  if (condition.respelt) text += '!';
  text += static_cast<char>('0' + static_cast<int>(condition.qualifier));
  append(text, ' ', condition.key);
  for (const Text& value : condition.values) {
    append(text, value.variables ? '\x1b' : '\x1f', value.text);
  }
}

void append(std::string& text, const RequestClass& wanted, const Space& space) {
  text += '\x1e';
  for (const CallerKind kind : wanted.callers) {
    text += static_cast<char>('a' + static_cast<int>(kind));
  }
  if (wanted.actions == space.actions()) {
    text += '*';  // which is what most questions are about
  } else {
    for (const std::string& action : wanted.actions) append(text, '\x1f', action);
  }
  if (wanted.covered) {
    text += wanted.covered->negated ? "\x1cnot" : "\x1c";
    for (const Text& action : wanted.covered->entries) append(text, '\x1f', action.text);
  }
  for (const Condition& condition : wanted.conditions) append(text, condition);
}

Literal encode_callers(const RequestClass& wanted, Space& space) {
  CallerKinds kinds = 0;
  for (const CallerKind kind : kKinds) {
    if (is_in(wanted.callers, kind)) kinds |= kinds_of({kind});
  }
  return kinds == kAllCallers ? Literal{Literal::Kind::always} : space.caller_of(kinds);
}

Literal encode_actions(const RequestClass& wanted, Reading reading, Space& space) {
  constexpr Literal kAny{Literal::Kind::always};
  if (space.realm().is_open()) {
    return wanted.covered ? space.action_covered(*wanted.covered, reading) : kAny;
  }
  if (wanted.actions == space.actions()) return kAny;
  std::vector<std::string> known;
  for (const std::string& action : space.actions()) {
    if (is_in(wanted.actions, action)) known.push_back(action);
  }
  return known.size() < space.actions().size() ? space.action_in(known) : kAny;
}

Conjunction encode_class(const RequestClass& wanted, Reading reading, Space& space) {
  Conjunction result;
  result.add(encode_callers(wanted, space));
  result.add(encode_actions(wanted, reading, space));
  for (const Condition& condition : wanted.conditions) {
    result.add(encode(condition, reading, space));
  }
  return result;
}

}  // namespace

std::string text_of(const Question& question, const Space& space) {
  constexpr std::size_t kUsualLength = 512;
  std::string text;
  text.reserve(kUsualLength);
  for (const RequestClass& wanted : question.classes) append(text, wanted, space);
  return text;
}

std::string text_of(const RequestClass& wanted, const Space& space) {
  std::string text;
  append(text, wanted, space);
  return text;
}

std::array<Conjunction, 2> encode_class(const RequestClass& wanted, const std::string& text,
                                        Space& space) {
  const bool variables =
      std::any_of(wanted.conditions.begin(), wanted.conditions.end(),
                  [](const Condition& condition) { return has_variables(condition); });
  if (variables || space.realm().is_open()) {
    return {encode_class(wanted, Reading::certain, space),
            encode_class(wanted, Reading::possible, space)};
  }
  const auto first_two = [&](Reading reading) -> std::vector<Literal> {
    const Literal callers = encode_callers(wanted, space);
    return {callers, encode_actions(wanted, reading, space)};
  };
  return encode_remembered("class " + text, {Space::kCaller, Space::kAction}, first_two,
                           wanted.conditions, Effect::deny, space);
}

}  // namespace sqsproof::policy

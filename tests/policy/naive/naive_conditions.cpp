// The Condition block: absent keys, sets of values, IfExists.
// IAM/reference_policies_elements_condition and
// IAM/reference_policies_condition-single-vs-multi-valued-context-keys
#include <algorithm>
#include <set>

#include "tests/policy/naive/naive_relations.h"
#include "tests/policy/naive/naive_rules.h"

namespace sqsproof::tests::naive {
namespace {

using Values = std::vector<std::string>;

struct Test {
  OperatorName op;
  std::string key;  ///< lower case
  Values values;    ///< of the policy
};

bool is_negated(const std::string& base) { return base.find("Not") != std::string::npos; }

std::string without_not(std::string base) {
  const std::size_t at = base.find("Not");
  return at == std::string::npos ? base : base.erase(at, 3);
}

Tri when_null_asks(const Test& test, const char* answer) {
  return tri(std::count(test.values.begin(), test.values.end(), answer) > 0);
}

Tri when_absent(const Test& test) {
  if (test.op.qualifier == "ForAllValues") return Tri::t;
  if (test.op.qualifier == "ForAnyValue") return test.op.if_exists ? Tri::u : Tri::f;
  if (test.op.if_exists) return Tri::t;
  if (test.values.empty()) return Tri::u;
  if (test.op.base == "Null") return when_null_asks(test, "true");
  return tri(is_negated(test.op.base));
}

/// Comparing a boolean key as text works with the lower-case spellings. With any other in the list,
/// nobody says what the condition does.
bool is_text_of_boolean(const Test& test, const KeyFacts& facts) {
  const bool other = std::any_of(test.values.begin(), test.values.end(), [](const auto& value) {
    return value != "true" && value != "false";
  });
  return facts.type == KeyFacts::Type::boolean && test.op.base.rfind("String", 0) == 0 && other;
}

Tri one_value(const Test& test, const std::string& value, const KeyFacts& facts,
              const Setting& setting) {
  const Comparison comparison{without_not(test.op.base), is_negated(test.op.base), facts.type};
  if (is_text_of_boolean(test, facts)) return Tri::u;
  Tri some = Tri::f;
  for (const std::string& written : test.values) {
    some = either(some, relation(comparison, value, written, setting));
  }
  return comparison.negated ? opposite(some) : some;
}

/// An empty list in the policy, the key present.
Tri nothing_to_compare(const Test& test) {
  const bool stated = !test.op.qualifier.empty() || test.op.if_exists;
  return stated ? Tri::f : Tri::u;
}

Tri null_when_present(const Test& test, const Values& found) {
  if (test.op.qualifier == "ForAllValues") return Tri::t;
  if (test.op.qualifier == "ForAnyValue") return Tri::f;
  if (test.values.empty()) return Tri::u;
  const bool empty = std::all_of(found.begin(), found.end(),
                                 [](const std::string& value) { return value.empty(); });
  // A value that is not null, says the page; whether an empty one is null, it does not.
  const Tri there = when_null_asks(test, "false");
  return empty ? readings(there, when_null_asks(test, "true")) : there;
}

Tri when_present(const Test& test, const Values& found, const KeyFacts& facts,
                 const Setting& setting) {
  if (test.op.base == "Null") return null_when_present(test, found);
  if (test.values.empty()) return nothing_to_compare(test);
  if (test.op.qualifier.empty()) {
    if (facts.many || found.size() > 1) return Tri::u;
    return one_value(test, found.front(), facts, setting);
  }
  const bool for_all = test.op.qualifier == "ForAllValues";
  const bool nothing = found == Values(found.size(), "");
  if (for_all && nothing) return Tri::t;
  Tri result = tri(for_all);
  for (const std::string& value : found) {
    const Tri one = one_value(test, value, facts, setting);
    result = for_all ? both(result, one) : either(result, one);
  }
  // That an empty value is no value is said of ForAllValues; of ForAnyValue it may be meant.
  return nothing ? readings(result, Tri::f) : result;
}

/// The key is there with a value that nobody knows.
Tri when_untold(const Test& test) {
  if (test.op.base == "Null") return null_when_present(test, {"some"});
  return test.values.empty() ? nothing_to_compare(test) : Tri::u;
}

/// The key is there with a value that is no customer's: no written-out value equals it.
Tri when_nobodys(const Test& test, const KeyFacts& facts, const Setting& setting) {
  if (test.op.base == "Null" || test.values.empty()) return when_untold(test);
  const std::string& base = test.op.base;
  const bool textual = base.rfind("String", 0) == 0 || base.rfind("Arn", 0) == 0;
  if (!textual && base != "BinaryEquals") return Tri::u;
  const Comparison comparison{without_not(test.op.base), is_negated(test.op.base), facts.type};
  Tri some = Tri::f;
  for (const std::string& written : test.values) {
    some = either(some, equals_nobodys(comparison, written, setting));
  }
  return is_negated(test.op.base) ? opposite(some) : some;
}

Tri when_missing(const Test& test, const KeyFacts& facts, const Setting& setting) {
  const Tri absent = when_absent(test);
  switch (missing(test.key, setting.asked)) {
    case Missing::absent:
      return absent;
    case Missing::nobodys:
      return readings(absent, when_nobodys(test, facts, setting));
    case Missing::anything:
      return readings(absent, when_untold(test));
    case Missing::untold:
      return when_untold(test);
  }
  return absent;
}

Tri holds(const Test& test, const Setting& setting) {
  if (!test.op.as_listed) return Tri::u;
  const KeyFacts facts = facts_of(test.key);
  const Values* found = setting.asked.values(test.key);
  if (found != nullptr) return when_present(test, *found, facts, setting);
  const Tri result = when_missing(test, facts, setting);
  if (!setting.allow) return result;
  // Absent by one text, not looked at by another.
  if (facts.standing == KeyFacts::Standing::foreign) return readings(result, Tri::t);
  // What holds because the key is not sent to queues may not hold one day.
  const bool not_yet = facts.standing == KeyFacts::Standing::not_for_sqs;
  return not_yet && result == Tri::t ? Tri::u : result;
}

}  // namespace

Tri conditions_hold(const Json& statement, const Setting& setting) {
  Tri result = Tri::t;
  const Json block = statement.value("Condition", Json::object());
  for (const auto& [name, keys] : block.items()) {
    for (const auto& [key, values] : keys.items()) {
      const Test test{take_apart(name).value(), lower(key), as_list(values)};
      result = both(result, holds(test, setting));
    }
  }
  return result;
}

}  // namespace sqsproof::tests::naive

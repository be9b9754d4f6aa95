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
  return empty ? Tri::f : when_null_asks(test, "false");
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
  if (for_all && found == Values(found.size(), "")) return Tri::t;
  Tri result = tri(for_all);
  for (const std::string& value : found) {
    const Tri one = one_value(test, value, facts, setting);
    result = for_all ? both(result, one) : either(result, one);
  }
  return result;
}

/// The request tells which keys are there; what it does not tell is absent.
Tri holds(const Test& test, const Setting& setting) {
  const KeyFacts facts = facts_of(test.key);
  const Values* found = setting.asked.values(test.key);
  return found == nullptr ? when_absent(test) : when_present(test, *found, facts, setting);
}

}  // namespace

OperatorName take_apart(const std::string& name) {
  OperatorName result;
  result.base = name;
  const std::size_t colon = name.find(':');
  if (colon != std::string::npos) {
    result.qualifier = name.substr(0, colon);
    result.base = name.substr(colon + 1);
  }
  if (result.base.ends_with("IfExists")) {
    result.if_exists = true;
    result.base.resize(result.base.size() - 8);
  }
  return result;
}

bool is_operator(const std::string& base) {
  static const std::set<std::string> kOperators = {"StringEquals",
                                                   "StringNotEquals",
                                                   "StringEqualsIgnoreCase",
                                                   "StringNotEqualsIgnoreCase",
                                                   "StringLike",
                                                   "StringNotLike",
                                                   "NumericEquals",
                                                   "NumericNotEquals",
                                                   "NumericLessThan",
                                                   "NumericLessThanEquals",
                                                   "NumericGreaterThan",
                                                   "NumericGreaterThanEquals",
                                                   "DateEquals",
                                                   "DateNotEquals",
                                                   "DateLessThan",
                                                   "DateLessThanEquals",
                                                   "DateGreaterThan",
                                                   "DateGreaterThanEquals",
                                                   "Bool",
                                                   "BinaryEquals",
                                                   "IpAddress",
                                                   "NotIpAddress",
                                                   "ArnEquals",
                                                   "ArnLike",
                                                   "ArnNotEquals",
                                                   "ArnNotLike",
                                                   "Null"};
  return kOperators.contains(base);
}

Tri conditions_hold(const Json& statement, const Setting& setting) {
  Tri result = Tri::t;
  const Json block = statement.value("Condition", Json::object());
  for (const auto& [name, keys] : block.items()) {
    for (const auto& [key, values] : keys.items()) {
      const Test test{take_apart(name), lower(key), as_list(values)};
      result = both(result, holds(test, setting));
    }
  }
  return result;
}

}  // namespace sqsproof::tests::naive

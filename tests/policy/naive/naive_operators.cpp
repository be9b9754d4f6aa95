// The names of condition operators, all written out.
// IAM/reference_policies_elements_condition_operators
#include <map>

#include "tests/policy/naive/naive_rules.h"

namespace sqsproof::tests::naive {
namespace {

std::vector<std::string> bases() {
  std::vector<std::string> names = {"Bool",         "BinaryEquals", "IpAddress",
                                    "NotIpAddress", "ArnEquals",    "ArnLike",
                                    "ArnNotEquals", "ArnNotLike",   "Null"};
  for (const char* relation :
       {"Equals", "NotEquals", "EqualsIgnoreCase", "NotEqualsIgnoreCase", "Like", "NotLike"}) {
    names.push_back(std::string("String") + relation);
  }
  for (const char* relation :
       {"Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"}) {
    names.push_back(std::string("Numeric") + relation);
    names.push_back(std::string("Date") + relation);
  }
  return names;
}

std::map<std::string, OperatorName> spellings() {
  std::map<std::string, OperatorName> all;
  for (const std::string& base : bases()) {
    for (const std::string qualifier : {"", "ForAllValues", "ForAnyValue"}) {
      const std::string name = qualifier.empty() ? base : qualifier + ":" + base;
      all[name] = {qualifier, base, false};
      if (base != "Null") all[name + "IfExists"] = {qualifier, base, true};
    }
  }
  return all;
}

}  // namespace

std::optional<OperatorName> take_apart(const std::string& name) {
  static const std::map<std::string, OperatorName> kSpellings = spellings();
  for (const auto& [spelling, op] : kSpellings) {
    if (lower(spelling) != lower(name)) continue;
    OperatorName result = op;
    result.as_listed = spelling == name;
    return result;
  }
  return std::nullopt;
}

}  // namespace sqsproof::tests::naive

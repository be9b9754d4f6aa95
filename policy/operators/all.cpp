// Table of contents of the condition operators.
#include <algorithm>
#include <string>
#include <vector>

#include "policy/operators/families.h"

namespace sqsproof::policy {

std::span<const Operator> all_operators() {
  static const std::vector<Operator> kAll = [] {
    std::vector<Operator> all;
    for (const auto family :
         {string_operators(), numeric_operators(), date_operators(), boolean_operators(),
          binary_operators(), ip_operators(), arn_operators(), null_operators()}) {
      all.insert(all.end(), family.begin(), family.end());
    }
    return all;
  }();
  return kAll;
}

const Operator* positive_of(const Operator& op) {
  if (op.polarity == Polarity::positive) return &op;
  std::string name(op.name);
  name.erase(name.find("Not"), 3);
  return find_operator(name);
}

const Operator* find_operator(std::string_view name) {
  const auto all = all_operators();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Operator& op) { return op.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace sqsproof::policy

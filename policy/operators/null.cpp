// Null: whether the key is there. `"true"` holds when it is absent, `"false"` when it is present.
// It looks at no value; decide/condition.cpp and its symbolic mirror treat it by its kind.
// IAM/reference_policies_elements_condition_operators (condition operator to check existence)
#include "policy/operators/families.h"

namespace sqsproof::policy {
namespace {

constexpr Operator kRows[] = {
    {"Null", ValueKind::presence, Polarity::positive, nullptr, nullptr, nullptr,
     "IAM/reference_policies_elements_condition_operators#Conditions_Null"}};

}  // namespace

std::span<const Operator> null_operators() { return kRows; }

}  // namespace sqsproof::policy

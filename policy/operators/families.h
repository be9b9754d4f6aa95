// The operator tables of each family, which all.cpp joins.
#pragma once

#include <span>

#include "policy/operators/operator.h"

namespace sqsproof::policy {

[[nodiscard]] std::span<const Operator> string_operators();
[[nodiscard]] std::span<const Operator> numeric_operators();
[[nodiscard]] std::span<const Operator> date_operators();
[[nodiscard]] std::span<const Operator> binary_operators();
[[nodiscard]] std::span<const Operator> ip_operators();
[[nodiscard]] std::span<const Operator> arn_operators();
[[nodiscard]] std::span<const Operator> boolean_operators();
[[nodiscard]] std::span<const Operator> null_operators();

}  // namespace sqsproof::policy

// Random Condition blocks.
#pragma once

#include "tests/policy/naive/naive_words_pool.h"

namespace sqsproof::tests::naive {

[[nodiscard]] Json random_condition(Dice& dice);
/// A text with a policy variable in it.
[[nodiscard]] std::string random_variable(Dice& dice);

}  // namespace sqsproof::tests::naive

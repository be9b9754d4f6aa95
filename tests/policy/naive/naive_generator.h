// Random policies and requests as JSON, and what is one step smaller than a JSON value.
#pragma once

#include <vector>

#include "tests/policy/naive/naive_words_pool.h"

namespace sqsproof::tests::naive {

/// 1 to 5 statements; now and then with a mistake that the grammar refuses.
[[nodiscard]] Json random_policy(Dice& dice);
/// A request that shares keys, callers and actions with the policy.
[[nodiscard]] Json random_request(Dice& dice, const Json& policy);

/// Each with one element, member or value less.
[[nodiscard]] std::vector<Json> smaller(const Json& value);

}  // namespace sqsproof::tests::naive

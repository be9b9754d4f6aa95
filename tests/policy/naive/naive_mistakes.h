// Mistakes that the grammar refuses.
#pragma once

#include "tests/policy/naive/naive_words_pool.h"

namespace sqsproof::tests::naive {

void make_mistake(Dice& dice, Json& policy);

}  // namespace sqsproof::tests::naive

// The table of actions is complete and speaks AWS's names.
#include <gtest/gtest.h>

#include "semantics/actions/all.h"

namespace sqsproof::semantics {

TEST(Actions, EveryCallKnowsItsName) {
  EXPECT_EQ(action_of(Call{SendMessageRequest{}}), "SendMessage");
  EXPECT_EQ(all_actions().size(), std::variant_size_v<AnyCall>);
}

}  // namespace sqsproof::semantics

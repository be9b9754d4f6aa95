// Sequencers of unequal lengths: which streams count as growing.
#include <gtest/gtest.h>

#include "properties/examples/senders/bucket.h"

namespace sqsproof::properties::examples {

// Zeros are put behind the shorter one, says the guide now, and before it, said the one before.
TEST(Examples, SequencersGrowUnderOneOfBothPaddings) {
  EXPECT_TRUE(sequencers_grow({"0055AED6DCD90281E5", "0055AED6DCD90281E6"}));
  EXPECT_TRUE(sequencers_grow({"9", "A", "10"})) << "on the left";
  EXPECT_TRUE(sequencers_grow({"1", "12", "2"})) << "on the right";
  EXPECT_FALSE(sequencers_grow({"9", "10", "2"})) << "each pair under another one";
  EXPECT_FALSE(sequencers_grow({"F", "1", "11"}));
  EXPECT_FALSE(sequencers_grow({"1", "1"}));
}

}  // namespace sqsproof::properties::examples

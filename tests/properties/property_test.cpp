// Words of the property tables.
#include "properties/property.h"

#include <gtest/gtest.h>

namespace sqsproof::properties {

TEST(Level, HasAName) { EXPECT_EQ(name_of(Level::should), "should"); }

}  // namespace sqsproof::properties

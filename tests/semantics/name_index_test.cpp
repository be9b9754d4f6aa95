// Names of tombstones: found until they are over, and only then.
#include "semantics/stream/name_index.h"

#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>

#include "semantics/stream/fingerprint.h"

namespace sqsproof::semantics::stream {

TEST(StreamNames, AreFoundUntilTheyAreOver) {
  NameIndex index;
  std::map<std::uint64_t, Fingerprint> names;  // by number
  std::set<std::uint64_t> erased;
  std::mt19937_64 random(7);
  std::uint64_t oldest = 1, newest = 0;
  const auto find = [&](std::uint64_t number) {
    return index.find(names[number], {oldest, newest + 1 - oldest},
                      [&](std::uint64_t n) { return n == number; });
  };
  for (int round = 0; round < 20'000; ++round) {
    names[++newest] = mix(random(), 1);
    index.add(names[newest], newest, {oldest, newest + 1 - oldest});
    if (newest - oldest >= 250) names.erase(oldest++);
    const std::uint64_t any = oldest + random() % (newest - oldest + 1);
    if (erased.contains(any)) continue;
    ASSERT_EQ(find(any), any) << round;
    if (round % 10 != 0) continue;
    index.erase(names[any], any, {oldest, newest + 1 - oldest});
    erased.insert(any);
    ASSERT_FALSE(find(any)) << round;
  }
  const auto unknown = index.find(mix(random(), 2), {oldest, newest + 1 - oldest},
                                  [&](std::uint64_t n) { return names[n] == 0; });
  EXPECT_FALSE(unknown);
}

}  // namespace sqsproof::semantics::stream

// Shares and their bounds, and what they say of a limit.
#include "semantics/judge/share.h"

#include <gtest/gtest.h>

namespace sqsproof::semantics {
namespace {

using policy::Verdict;

}  // namespace

// Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17
// (1998), table I, method 3.
TEST(Share, BoundsAreThoseOfTheLiterature) {
  struct Row {
    Share share;
    double least, most;
  };
  for (const Row& row : {Row{{81, 263}, 0.2553, 0.3662}, Row{{15, 148}, 0.0624, 0.1605},
                         Row{{0, 20}, 0.0000, 0.1611}, Row{{1, 29}, 0.0061, 0.1718}}) {
    EXPECT_NEAR(wilson(row.share).least, row.least, 0.00005) << describe(row.share);
    EXPECT_NEAR(wilson(row.share).most, row.most, 0.00005) << describe(row.share);
  }
}

TEST(Share, FewCasesSayLittle) {
  EXPECT_EQ(verdict_of({0, 0}, 0.001), Verdict::unknown);
  EXPECT_EQ(verdict_of({0, 10}, 0.001), Verdict::holds);
  EXPECT_EQ(verdict_of({1, 700}, 0.001), Verdict::unknown);
  EXPECT_EQ(verdict_of({1, 2'000}, 0.001), Verdict::holds);
  // One of a hundred comes about in one of ten runs; one of ten in one of a hundred.
  EXPECT_EQ(verdict_of({1, 100}, 0.001), Verdict::unknown);
  EXPECT_EQ(verdict_of({1, 10}, 0.001), Verdict::violated);
  EXPECT_EQ(verdict_of({3, 100}, 0.001), Verdict::violated);
  EXPECT_EQ(verdict_of({1, 100}, 0), Verdict::violated);
  EXPECT_EQ(verdict_of({20, 2'000}, 0.001), Verdict::violated);
  EXPECT_EQ(verdict_of({2'000, 2'000}, 1), Verdict::holds);
}

TEST(Share, IsDescribedInPercent) {
  EXPECT_EQ(describe({3, 4'000}), "3 of 4000 (0.075 %)");
  EXPECT_EQ(describe({0, 0}), "0 of 0 (0 %)");
}

}  // namespace sqsproof::semantics

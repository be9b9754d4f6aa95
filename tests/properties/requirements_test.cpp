// The table of requirements: each promise has one, and they are selected by their ids.
#include <algorithm>
#include <gtest/gtest.h>

#include "properties/queue/requirement.h"

namespace sqsproof::properties {

TEST(Requirements, AreSelectedByWholeWords) {
  EXPECT_EQ(select_requirements({})->size(), all_requirements().size());
  EXPECT_GE(select_requirements({"fifo"})->size(), 2U);
  EXPECT_EQ(select_requirements({"fifo/order/", "delivery/nothing-lost"})->size(), 4U);
  EXPECT_EQ(select_requirements({"fif"}).error().front().help, "did you mean `fifo`?");
  EXPECT_EQ(select_requirements({"visibilty"}).error().front().help, "did you mean `visibility`?");
  EXPECT_FALSE(select_requirements({""}));
}

TEST(Requirements, EachPromiseHasOneAndNoMutantIsKilledTwice) {
  std::vector<std::string_view> mutants, ids;
  for (const Requirement& requirement : all_requirements()) {
    ASSERT_NE(requirement.promise, nullptr);
    EXPECT_FALSE(requirement.words.rationale.empty()) << requirement.words.id;
    ids.push_back(requirement.words.id);
    if (requirement.mutant.empty()) {
      EXPECT_NE(requirement.level, Level::must) << "no mutant for " << requirement.words.id;
    } else {
      mutants.push_back(requirement.mutant);
    }
  }
  std::sort(mutants.begin(), mutants.end());
  EXPECT_EQ(std::adjacent_find(mutants.begin(), mutants.end()), mutants.end());
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
  EXPECT_EQ(ids.size(), semantics::all_promises().size() + semantics::all_rates().size());
}

}  // namespace sqsproof::properties

// Sets of strings: the constructors mean what their names say.
#include "policy/values/language.h"

#include <gtest/gtest.h>

namespace sqsproof::policy {

TEST(Language, GlobsCrossOnlyTheirWildBytes) {
  const Language no_colon = glob("a*b?", without(any_byte(), ":"));
  EXPECT_TRUE(contains(no_colon, "abc"));
  EXPECT_TRUE(contains(no_colon, "axxbz"));
  EXPECT_FALSE(contains(no_colon, "a:bc"));
  EXPECT_FALSE(contains(no_colon, "ab"));
}

TEST(Language, ComplementOfWordsIgnoresCase) {
  const Language language = none_of_words({"true", "false"});
  for (const char* word : {"true", "TRUE", "False", "false"})
    EXPECT_FALSE(contains(language, word));
  for (const char* word : {"", "t", "tru", "truex", "fals", "yes", "f "}) {
    EXPECT_TRUE(contains(language, word)) << word;
  }
}

TEST(Language, UnionAndConcatenation) {
  const Language language =
      (exactly("a") | exactly_ignoring_case("bc")) + repeated(bytes_of("01"), 2);
  EXPECT_TRUE(contains(language, "a01"));
  EXPECT_TRUE(contains(language, "Bc11"));
  EXPECT_FALSE(contains(language, "a0"));
  EXPECT_FALSE(contains(empty_language(), ""));
}

}  // namespace sqsproof::policy

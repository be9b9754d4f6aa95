// Everything that the fuzzer of policies ever found, again in every test run.
#include "tests/fuzz/corpus.h"

#include <gtest/gtest.h>

#include "tests/fuzz/policy_target.h"

namespace sqsproof::tests {

TEST(Corpus, PolicyTexts) {
  const auto texts = corpus("policy");
  for (const auto& [name, text] : texts) EXPECT_TRUE(survives_as_policy(text)) << name;
  EXPECT_GT(texts.size(), 30U);
}

}  // namespace sqsproof::tests

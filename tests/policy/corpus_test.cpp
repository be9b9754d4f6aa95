// Everything that the fuzzer ever found, again in every test run.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "tests/fuzz/policy_target.h"

namespace sqsproof::tests {

TEST(Corpus, PolicyTexts) {
  const auto folder = std::filesystem::path(SQSPROOF_SOURCE_DIR) / "tests/fuzz/corpus/policy";
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    EXPECT_TRUE(survives_as_policy(text.str())) << entry.path();
    ++count;
  }
  EXPECT_GT(count, 30U);
}

}  // namespace sqsproof::tests

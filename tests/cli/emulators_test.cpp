// properties/EMULATORS.md is what tests/clients/emulators.mjs makes of the runs and findings in
// tests/clients/emulators. UPDATE_GOLDEN=1 writes the page.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"
#include "tests/cli/served.h"

namespace sqsproof::tests {
namespace {

using Json = nlohmann::json;

const std::string kRoot = SQSPROOF_SOURCE_DIR;
const std::string kGenerator = kRoot + "/tests/clients/emulators.mjs";

std::vector<Json> runs() {
  std::vector<Json> all;
  for (const auto& file : std::filesystem::directory_iterator(kRoot + "/tests/clients/emulators")) {
    if (file.path().extension() != ".json" || file.path().stem() == "checked") continue;
    all.push_back(Json::parse(read_file(file.path().string())));
  }
  return all;
}

/// The level of each requirement and example.
std::map<std::string, std::string> levels() {
  std::map<std::string, std::string> all;
  for (const Json& rule : Json::parse(run_program({"rules", "--output", "json"}).out)) {
    all.emplace(rule.at("id"), rule.at("level"));
  }
  return all;
}

}  // namespace

TEST(Emulators, ThePageIsWhatTheGeneratorMakes) {
  if (!has_program("node")) GTEST_SKIP() << "NOT TESTED: node is not installed";
  Child generator({"node", kGenerator, "page"});
  const std::string made = generator.read_all();
  ASSERT_EQ(generator.wait(), 0);
  const std::string page = kRoot + "/properties/EMULATORS.md";
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(page) << made;
  EXPECT_EQ(read_file(page), made) << "UPDATE_GOLDEN=1 writes the page";
}

TEST(Emulators, NoFailureIsUnchecked) {
  if (!has_program("node")) GTEST_SKIP() << "NOT TESTED: node is not installed";
  Child generator({"node", kGenerator, "unchecked"});
  EXPECT_EQ(generator.read_all(), "");
  EXPECT_EQ(generator.wait(), 0);
}

TEST(Emulators, WhatFailedIsOfTheLevelThatItHasNow) {
  const auto known = levels();
  ASSERT_GE(runs().size(), 3U);
  for (const Json& run : runs()) {
    for (const Json& result : run.at("results")) {
      const auto found = known.find(result.at("id"));
      ASSERT_NE(found, known.end()) << run.at("name") << ": " << result.at("id");
      EXPECT_EQ(found->second, result.at("level")) << run.at("name") << ": " << result.at("id");
    }
  }
}

}  // namespace sqsproof::tests

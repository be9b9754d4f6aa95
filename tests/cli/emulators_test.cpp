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

/// A report of programs, as far as the generator reads it: what came out of each requirement.
std::string report_of(const std::map<std::string, std::string>& verdicts,
                      const std::vector<std::string>& excused) {
  Json requirements = Json::array();
  for (const auto& [id, verdict] : verdicts) {
    requirements.push_back({{"id", id}, {"level", "must"}, {"verdict", verdict}});
  }
  const Json by = Json::array({{{"id", "W4"}, {"what", "miss messages in a long poll"}}});
  Json excusable = Json::array();
  for (const std::string& id : excused) excusable.push_back({{"id", id}, {"by", by}});
  const Json fingerprint = {{"excusable", excusable}};
  const Json report = {
      {"version", "1"}, {"seed", 1}, {"fingerprint", fingerprint}, {"requirements", requirements}};
  return report.dump();
}

/// What the generator keeps of two runs.
Json reduced(const std::string& fast, const std::string& full) {
  Json rules = Json::array();
  for (const char* id : {"both", "early", "free", "late", "minutes", "passes", "unsaid"}) {
    rules.push_back({{"id", id}, {"title", "a title"}, {"reference", "SQS/page"}});
  }
  const std::string command =
      "node " + kGenerator + " reduce " + temporary_file("fast.json", fast) + " " +
      temporary_file("full.json", full) + " " + temporary_file("rules.json", rules.dump()) + " < " +
      temporary_file("head.json", R"({"name":"one"})");
  Child generator({"sh", "-c", command});
  const std::string made = generator.read_all();
  EXPECT_EQ(generator.wait(), 0);
  return made.empty() ? Json::object() : Json::parse(made);
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

TEST(Emulators, TwoRunsAreOneRow) {
  if (!has_program("node")) GTEST_SKIP() << "NOT TESTED: node is not installed";
  const Json made = reduced(report_of({{"both", "fail"},
                                       {"early", "fail"},
                                       {"free", "pass"},
                                       {"late", "fail"},
                                       {"minutes", "skip"},
                                       {"passes", "pass"},
                                       {"unsaid", "undecided"}},
                                      {"late"}),
                            report_of({{"both", "fail"},
                                       {"early", "pass"},
                                       {"free", "fail"},
                                       {"late", "fail"},
                                       {"minutes", "pass"},
                                       {"passes", "undecided"},
                                       {"unsaid", "pass"}},
                                      {"free"}));
  std::map<std::string, std::string> rows;
  for (const Json& row : made.at("results")) {
    rows[row.at("id")] = row.value("verdict", "") + " " + row.value("timing", "in both");
  }
  // What a freedom explains in one run only is a failure; what one run left open, the other says.
  const std::map<std::string, std::string> expected = {{"both", "fail in both"},
                                                       {"early", "fail fast"},
                                                       {"free", "free full"},
                                                       {"late", "fail full"}};
  EXPECT_EQ(rows, expected);
  EXPECT_EQ(made.at("onlyInFull"), Json::array({"minutes"}));
  EXPECT_EQ(made.at("freedoms").size(), 1U);
  const Json& counts = made.at("counts").at("programs").at("must");
  EXPECT_EQ(counts.at("pass"), 3);
  EXPECT_EQ(counts.at("fail"), 3);
  EXPECT_EQ(counts.at("free"), 1);
  EXPECT_EQ(counts.at("undecided"), 0);
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

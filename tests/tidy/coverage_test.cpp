// Nothing is without a case: operators, access checks, lint rules, promises, actions.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <set>

#include "policy/operators/operator.h"
#include "properties/access/check.h"
#include "properties/lint/lint.h"
#include "semantics/actions/all.h"

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

fs::path cases() { return fs::path(SQSPROOF_SOURCE_DIR) / "tests" / "cases"; }

Json read(const fs::path& file) {
  std::ifstream in(file);
  EXPECT_TRUE(in.good()) << file << " is missing";
  return in.good() ? Json::parse(in) : Json::object();
}

}  // namespace

TEST(Coverage, EveryOperatorHasACaseThatMatchesOneThatDoesNotAndAnAbsentKey) {
  for (const auto& op : sqsproof::policy::all_operators()) {
    const Json test = read(cases() / "operators" / (std::string(op.name) + ".test.json"));
    std::set<std::string> outcomes;
    bool absent = false;
    for (const Json& request : test.value("requests", Json::array())) {
      outcomes.insert(request.at("expect").get<std::string>());
      absent = absent || request.at("name").get<std::string>().find("absent") != std::string::npos;
    }
    EXPECT_TRUE(outcomes.contains("allow") && outcomes.contains("no-match")) << op.name;
    EXPECT_TRUE(absent) << op.name;
  }
}

TEST(Coverage, EveryActionHasACase) {
  for (const auto action : sqsproof::semantics::all_actions()) {
    EXPECT_FALSE(read(cases() / "actions" / (std::string(action) + ".test.json")).empty())
        << action;
  }
}

TEST(Coverage, EveryAccessCheckHasACaseWhereItFiresAndOneWhereItDoesNot) {
  std::map<std::string, std::set<bool>> seen;
  for (const auto& entry : fs::directory_iterator(cases() / "questions")) {
    const Json expect = read(entry.path()).at("expect");
    for (const auto& check : sqsproof::properties::all_access_checks()) {
      seen[std::string(check.words.id)].insert(expect.contains(std::string(check.words.id)));
    }
  }
  for (const auto& check : sqsproof::properties::all_access_checks()) {
    EXPECT_EQ(seen[std::string(check.words.id)].size(), 2U) << check.words.id;
  }
}

TEST(Coverage, EveryLintRuleHasACaseWhereItFiresAndOneMadeToShowItQuiet) {
  std::set<std::string> fires;
  std::set<std::string> quiet;
  for (const auto& entry : fs::recursive_directory_iterator(cases() / "lint")) {
    if (!entry.is_regular_file()) continue;
    const Json test = read(entry.path());
    for (const Json& finding : test.at("expect"))
      fires.insert(finding.at("rule").get<std::string>());
    for (const Json& id : test.value("near_miss", Json::array()))
      quiet.insert(id.get<std::string>());
  }
  for (const auto& rule : sqsproof::properties::all_lint_rules()) {
    EXPECT_TRUE(fires.contains(std::string(rule.words.id))) << rule.words.id << " fires nowhere";
    EXPECT_TRUE(quiet.contains(std::string(rule.words.id))) << rule.words.id << " has no near miss";
  }
}

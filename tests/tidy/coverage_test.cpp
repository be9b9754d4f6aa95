// Nothing is without a case: operators, access checks, lint rules, promises, actions.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "policy/operators/operator.h"
#include "properties/access/check.h"
#include "properties/access/expectations/expectation.h"
#include "properties/access/statements/statement_check.h"
#include "properties/language/rule.h"
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

struct Shown {
  std::set<std::string> cases;     ///< files that cite the rule
  std::set<std::string> outcomes;  ///< that these files expect of requests
};

/// By rule id, what the case files show of it.
std::map<std::string, Shown> language_cases() {
  std::map<std::string, Shown> shown;
  for (const auto& entry : fs::recursive_directory_iterator(cases())) {
    if (entry.path().extension() != ".json") continue;
    const Json test = read(entry.path());
    for (const Json& id : test.value("rules", Json::array())) {
      Shown& rule = shown[id.get<std::string>()];
      rule.cases.insert(entry.path().filename().string());
      for (const Json& request : test.value("requests", Json::array())) {
        rule.outcomes.insert(request.at("expect").get<std::string>());
      }
    }
  }
  return shown;
}

/// The ids of diagnostics that cases expect of texts.
std::set<std::string> expected_diagnostics() {
  std::set<std::string> ids;
  for (const char* folder : {"document", "requests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(cases() / folder)) {
      if (entry.path().extension() != ".json") continue;
      const Json test = read(entry.path());
      for (const Json& problem : test.at("expect")) ids.insert(problem.at("id"));
    }
  }
  return ids;
}

/// The ids of diagnostics that the sources of policy/ can give.
std::set<std::string> possible_diagnostics() {
  static const std::regex kId("\"((?:grammar|syntax|request)/[a-z0-9-]+)\"");
  std::set<std::string> ids;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(SQSPROOF_SOURCE_DIR) / "policy")) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream in(entry.path());
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    for (std::sregex_iterator id(text.begin(), text.end(), kId), end; id != end; ++id) {
      ids.insert((*id)[1]);
    }
  }
  return ids;
}

}  // namespace

TEST(Coverage, EveryLanguageRuleIsShownByACase) {
  using sqsproof::properties::Standing;
  auto shown = language_cases();
  const auto refused = expected_diagnostics();
  for (const auto& rule : sqsproof::properties::all_language_rules()) {
    const std::string id(rule.words.id);
    const Shown seen = shown[id];
    shown.erase(id);
    if (rule.standing == Standing::outside) continue;
    if (rule.standing == Standing::refused) {
      EXPECT_TRUE(refused.contains(id) || !seen.cases.empty()) << id << " is refused nowhere";
      continue;
    }
    EXPECT_FALSE(seen.cases.empty()) << id << " is shown nowhere";
    if (rule.standing == Standing::decided && !seen.outcomes.empty()) {
      EXPECT_GE(seen.outcomes.size(), 2U) << id << " is shown deciding one way only";
    }
    if (rule.standing == Standing::unknown && !seen.outcomes.empty()) {
      EXPECT_TRUE(seen.outcomes.contains("undecided")) << id << " is shown, but never undecided";
    }
  }
  for (const auto& [id, seen] : shown) ADD_FAILURE() << *seen.cases.begin() << " cites " << id;
}

TEST(Coverage, EveryDiagnosticIsARuleOfTheLanguageAndIsShownByACase) {
  using sqsproof::properties::Standing;
  std::set<std::string> refused;
  for (const auto& rule : sqsproof::properties::all_language_rules()) {
    if (rule.standing == Standing::refused) refused.emplace(rule.words.id);
  }
  const auto shown = expected_diagnostics();
  const auto possible = possible_diagnostics();
  for (const std::string& id : possible) {
    EXPECT_TRUE(refused.contains(id)) << id << " has no row";
    EXPECT_TRUE(shown.contains(id)) << id << " is expected by no case";
  }
  for (const std::string& id : refused) {
    EXPECT_TRUE(possible.contains(id)) << id << " is refused by nobody";
  }
}

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

TEST(Coverage, EveryQuestionHasACaseWhereItFiresAndOneWhereItDoesNot) {
  std::set<std::string> ids;
  for (const auto& check : sqsproof::properties::all_access_checks()) ids.emplace(check.words.id);
  for (const auto& check : sqsproof::properties::all_expectation_checks()) {
    ids.emplace(check.words.id);
  }
  for (const auto& check : sqsproof::properties::all_statement_checks()) {
    ids.emplace(check.words.id);
  }
  std::map<std::string, std::set<bool>> seen;
  for (const auto& entry : fs::directory_iterator(cases() / "questions")) {
    const Json expect = read(entry.path()).at("expect");
    for (const std::string& id : ids) seen[id].insert(expect.contains(id));
  }
  for (const std::string& id : ids) EXPECT_EQ(seen[id].size(), 2U) << id;
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

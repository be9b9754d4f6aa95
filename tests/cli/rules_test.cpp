// `rules` and `explain`; properties/RULES.md is what `rules --output markdown` prints.
// UPDATE_GOLDEN=1 writes the page.
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/cli/program.h"

namespace sqsproof::tests {

using Json = nlohmann::json;

TEST(Rules, ThePageIsWhatTheProgramPrints) {
  const std::string page = std::string(SQSPROOF_SOURCE_DIR) + "/properties/RULES.md";
  const Outcome outcome = run_program({"rules", "--output", "markdown"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(page) << outcome.out;
  std::ifstream in(page);
  std::stringstream text;
  text << in.rdbuf();
  EXPECT_EQ(text.str(), outcome.out) << "UPDATE_GOLDEN=1 writes the page";
}

TEST(Rules, APrefixPicks) {
  const Outcome outcome = run_program({"rules", "access/", "--output", "json"});
  const Json rows = Json::parse(outcome.out);
  ASSERT_FALSE(rows.empty());
  for (const Json& row : rows) {
    EXPECT_EQ(row.at("id").get<std::string>().rfind("access/", 0), 0U);
    EXPECT_EQ(row.at("kind"), "access");
    for (const char* key : {"level", "title", "rationale", "reference"}) {
      EXPECT_FALSE(row.at(key).get<std::string>().empty()) << key;
    }
  }
  EXPECT_EQ(run_program({"rules", "access/public"}).out.rfind("access/public ", 0), 0U);
  const Outcome none = run_program({"rules", "acess/public"});
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_NE(none.err.find("did you mean `access/public`?"), std::string::npos) << none.err;
}

TEST(Rules, ExplainSaysWhatAFixDoes) {
  const Outcome outcome = run_program({"explain", "lint/missing-version"});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_NE(outcome.out.find("\nFix: adds version 2012-10-17"), std::string::npos) << outcome.out;
  const Outcome repaired = run_program({"explain", "access/public"});
  EXPECT_NE(repaired.out.find("\nFix: changes the least that is proved"), std::string::npos);
  EXPECT_EQ(run_program({"explain", "access/service-for-outsider"}).out.find("Fix:"),
            std::string::npos);
}

}  // namespace sqsproof::tests

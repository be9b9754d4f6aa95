// `check` in the formats of the tools around it.
#include <array>
#include <filesystem>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "tests/cli/program.h"
#include "tests/cli/served.h"

namespace sqsproof::tests {
namespace {

using Json = nlohmann::json;

std::string bad_policy() {
  return temporary_file("a & b.json", "{\"Version\": \"2012-10-17\",\n \"Statement\": 3}\n");
}

std::string statement_of(const std::string& action) {
  return R"({"Effect": "Allow", "Principal": "*", "Action": ")" + action +
         R"(", "Resource": "arn:aws:sqs:us-east-1:555566667777:q"})";
}

}  // namespace

TEST(Formats, SarifDescribesItsRulesAndPointsAtTheLine) {
  const Outcome outcome = run_program({"check", sample("public.json"), "--output", "sarif"});
  EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
  const Json log = Json::parse(outcome.out);
  EXPECT_EQ(log.at("version"), "2.1.0");
  const Json& run = log.at("runs").at(0);
  const Json& rules = run.at("tool").at("driver").at("rules");
  ASSERT_GE(run.at("results").size(), 2U);
  for (const Json& result : run.at("results")) {
    const Json& rule = rules.at(result.at("ruleIndex").get<std::size_t>());
    EXPECT_EQ(rule.at("id"), result.at("ruleId"));
    EXPECT_FALSE(rule.at("shortDescription").at("text").get<std::string>().empty());
    EXPECT_TRUE(result.at("partialFingerprints").contains("sqsproof/v1"));
  }
  const Json& place = run.at("results").at(0).at("locations").at(0).at("physicalLocation");
  EXPECT_EQ(place.at("region").at("startLine"), 7);
  EXPECT_NE(place.at("artifactLocation").at("uri").get<std::string>().find("public.json"),
            std::string::npos);
}

// Who waits at the terminal is told how it ended.
TEST(Formats, FilesAloneLeaveAClosingLine) {
  const std::string file = temporary_file("report", "");
  const std::vector<std::string> check{"check", sample("public.json"), "--output", "sarif=" + file};
  const std::vector<std::string> conform{"conform", "run",      "fifo/order/prefix", "--cases",
                                         "20",      "--output", "html=" + file};
  for (const auto& arguments : {check, conform}) {
    const Outcome outcome = run_program(arguments);
    EXPECT_EQ(outcome.out, "");
    const bool check_failed = outcome.err.find("violated: 1 queue, 2 findings") == 0;
    const bool conform_held = outcome.err.find("embedded endpoint, virtual clock: holds") == 0;
    EXPECT_TRUE(outcome.exit_code == 1 ? check_failed : conform_held) << outcome.err;
    auto quietly = arguments;
    quietly.emplace_back("--quiet");
    EXPECT_EQ(run_program(quietly).err, "");
    auto both = arguments;
    both.insert(both.end(), {"--output", "text"});
    const Outcome told = run_program(both);
    EXPECT_FALSE(told.out.empty());
    EXPECT_EQ(told.err, "");
  }
}

TEST(Formats, SarifHoldsMistakesToo) {
  const Outcome outcome = run_program({"check", bad_policy(), "--output", "sarif"});
  EXPECT_EQ(outcome.exit_code, 2);
  const Json result = Json::parse(outcome.out).at("runs").at(0).at("results").at(0);
  EXPECT_EQ(result.at("level"), "error");
  EXPECT_EQ(result.at("ruleId").get<std::string>().rfind("grammar/", 0), 0U);
}

TEST(Formats, SarifKeepsToItsSchema) {
  const std::string clients = std::string(SQSPROOF_SOURCE_DIR) + "/tests/clients";
  if (!has_program("node") || !std::filesystem::exists(clients + "/node_modules/ajv")) {
    GTEST_SKIP() << "NOT TESTED: ajv is not installed; run `npm ci` in tests/clients";
  }
  std::vector<std::string> command = {"node", clients + "/validate_sarif.mjs"};
  const std::string data = std::string(SQSPROOF_SOURCE_DIR) + "/fixtures/data/";
  const std::vector<std::vector<std::string>> arguments = {
      {data + "policies"},
      {data + "queues/after.jsonl", "--against", data + "queues/before.jsonl"},
      {sample("public.json"), "--trusted-account", "111122223333"},
      {bad_policy()}};
  for (std::vector<std::string> call : arguments) {
    call.insert(call.begin(), "check");
    call.insert(call.end(), {"--output", "sarif"});
    const std::string log = run_program(call).out;
    ASSERT_GE(Json::parse(log).at("runs").at(0).at("results").size(), 1U) << call[1];
    command.push_back(temporary_file("log.sarif", log));
  }
  Child validator(command);
  EXPECT_EQ(validator.read_all(), "4 logs\n");
  EXPECT_EQ(validator.wait(), 0);
}

TEST(Formats, SarifFixesPutTheTextInPlace) {
  const std::string text = "{\"Id\": \"\xC3\xA9\xF0\x9F\x98\x80\", \"Statement\": [\n" +
                           statement_of("sqs:sendmessag") + "]}\n";
  const std::string file = temporary_file("sarif fix.json", text);
  const Outcome outcome =
      run_program({"check", file, "--output", "sarif", "--select", "lint/missing-version"});
  const Json result = Json::parse(outcome.out).at("runs").at(0).at("results").at(0);
  ASSERT_EQ(result.at("fixes").size(), 1U) << outcome.out;
  const Json& fix = result.at("fixes").at(0);
  EXPECT_FALSE(fix.at("description").at("text").get<std::string>().empty());
  const Json& change = fix.at("artifactChanges").at(0);
  const std::string uri = change.at("artifactLocation").at("uri");
  EXPECT_NE(uri.find("sarif%20fix.json"), std::string::npos) << uri;
  ASSERT_GE(change.at("replacements").size(), 1U);
  for (const Json& replacement : change.at("replacements")) {
    const Json& region = replacement.at("deletedRegion");
    EXPECT_GE(region.at("endColumn"), region.at("startColumn"));
    EXPECT_FALSE(replacement.at("insertedContent").at("text").get<std::string>().empty());
  }
}

TEST(Formats, SarifColumnsCountUtf16) {
  const std::string file = temporary_file(
      "columns.json",
      "{\"Version\": \"2012-10-17\", \"Id\": \"\xC3\xA9\xF0\x9F\x98\x80\", \"Statement\": " +
          statement_of("sqs:SendMessage") + "}\n");
  const auto region = [&](const std::string& format) {
    return Json::parse(run_program({"check", file, "--output", format}).out);
  };
  const Json place = region("sarif").at("runs").at(0).at("results").at(0).at("locations").at(0);
  const int bytes = region("json").at("findings").at(0).at("location").at("column");
  EXPECT_EQ(place.at("physicalLocation").at("region").at("startColumn"), bytes - 3);
}

TEST(Formats, JUnitCountsFailuresAndEscapes) {
  const Outcome outcome =
      run_program({"check", sample("public.json"), bad_policy(), "--output", "junit"});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_NE(outcome.out.find("<testsuites name=\"sqsproof check\""), std::string::npos);
  EXPECT_NE(outcome.out.find("name=\"access/public\" time=\"0\"><failure message="),
            std::string::npos);
  EXPECT_NE(outcome.out.find("a &amp; b.json"), std::string::npos);
  EXPECT_EQ(outcome.out.find("a & b.json"), std::string::npos);
  const Outcome good = run_program({"check", sample("console-default.json"), "--output", "junit"});
  EXPECT_NE(good.out.find("failures=\"0\""), std::string::npos) << good.out;
}

/// What readers of JUnit's format agree on: suites of cases, each with one failure or error at
/// most, and counts that are right.
void expect_junit(const std::string& text) {
  pugi::xml_document document;
  const auto read = document.load_string(text.c_str(), pugi::parse_full);
  ASSERT_TRUE(read) << read.description() << "\n" << text;
  const pugi::xml_node suites = document.child("testsuites");
  ASSERT_TRUE(suites);
  std::array<int, 3> all{};
  for (const pugi::xml_node suite : suites.children()) {
    EXPECT_STREQ(suite.name(), "testsuite");
    std::array<int, 3> counted{};
    for (const pugi::xml_node one : suite.children()) {
      EXPECT_STREQ(one.name(), "testcase");
      for (const char* name : {"name", "classname", "time"})
        EXPECT_TRUE(one.attribute(name)) << name;
      const pugi::xml_node why = one.first_child();
      const std::string element = why.name();
      EXPECT_TRUE(!why || element == "failure" || element == "error") << element;
      EXPECT_FALSE(why.next_sibling());
      EXPECT_TRUE(!why || (why.attribute("message") && why.attribute("type")));
      ++counted[0];
      if (element == "failure") ++counted[1];
      if (element == "error") ++counted[2];
    }
    EXPECT_STREQ(suite.attribute("skipped").value(), "0");
    std::size_t i = 0;
    for (const char* name : {"tests", "failures", "errors"}) {
      EXPECT_EQ(suite.attribute(name).as_int(-1), counted[i]) << name;
      all[i] += counted[i];
      ++i;
    }
  }
  EXPECT_EQ(suites.attribute("tests").as_int(-1), all[0]);
  EXPECT_EQ(suites.attribute("failures").as_int(-1), all[1]);
  EXPECT_EQ(suites.attribute("errors").as_int(-1), all[2]);
}

TEST(Formats, JUnitIsWhatItsReadersExpect) {
  const std::string data = std::string(SQSPROOF_SOURCE_DIR) + "/fixtures/data/";
  const std::string odd = temporary_file(
      "odd.json", R"({"Statement": [{"Sid": "<![CDATA[ ]]> & \"\u0001", "Effect": "Allow",
                     "Principal": "*", "Action": "sqs:*", "Resource": "\uD800"}]})");
  for (const std::string& input : {data + "policies", bad_policy(), odd, sample("public.json")}) {
    expect_junit(run_program({"check", input, "--output", "junit"}).out);
  }
}

TEST(Formats, GithubAnnotationsBeginWithErrors) {
  const Outcome outcome = run_program({"check", sample("public.json"), "--output", "github"});
  EXPECT_EQ(outcome.out.rfind("::error file=", 0), 0U) << outcome.out;
  EXPECT_NE(outcome.out.find("title=access/public::"), std::string::npos);
  EXPECT_NE(outcome.out.find("%0Awitness: "), std::string::npos);
  EXPECT_LT(outcome.out.rfind("::error"), outcome.out.find("::notice")) << outcome.out;
}

TEST(Formats, OnlyOneIsWrittenToStandardOutput) {
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"check", sample("public.json")},
        {"conform", "run", "purge", "--cases", "1"}}) {
    auto both = command;
    both.insert(both.end(), {"--output", "text", "--output", "json"});
    const Outcome outcome = run_program(both);
    EXPECT_EQ(outcome.exit_code, 2) << outcome.out;
    EXPECT_EQ(outcome.out, "");
    EXPECT_NE(outcome.err.find("`--output json=FILE`"), std::string::npos) << outcome.err;
  }
}

}  // namespace sqsproof::tests

// `check` and `decide` as scripts see them: exit codes and JSON.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/inputs.h"
#include "tests/cli/program.h"

namespace sqsproof::tests {
namespace {

using Json = nlohmann::json;

Json check_json(std::vector<std::string> arguments, int expected_exit_code) {
  arguments.insert(arguments.begin(), "check");
  arguments.insert(arguments.end(), {"--output", "json"});
  const Outcome outcome = run_program(arguments);
  EXPECT_EQ(outcome.exit_code, expected_exit_code) << outcome.err << outcome.out;
  return Json::parse(outcome.out);
}

/// What is told about a queue, but for the name of the file.
Json told_about(const Json& report, const std::string& queue) {
  Json told = Json::array();
  for (Json finding : report.at("findings")) {
    if (finding.at("queue") != queue) continue;
    finding["location"].erase("file");
    told.push_back(std::move(finding));
  }
  return told;
}

}  // namespace

TEST(Check, ExitCodesFollowTheVerdict) {
  EXPECT_EQ(check_json({sample("s3-notification.json")}, 0).at("verdict"), "holds");
  EXPECT_EQ(check_json({sample("public.json")}, 1).at("verdict"), "violated");
  const std::string undecided = temporary_file(
      "undecided.json",
      R"({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage",
          "Resource": "*", "Condition": {"StringLike": {"aws:PrincipalOrgPaths": "*"}}}})");
  EXPECT_EQ(check_json({undecided}, 3).at("verdict"), "unknown");
  EXPECT_EQ(check_json({undecided, sample("public.json")}, 1).at("verdict"), "violated");
  EXPECT_EQ(run_program({"check", sample("public.json"), "/no/such"}).exit_code, 2);
}

TEST(Check, AFindingHasEveryKeyOfTheContract) {
  const Json report = check_json({sample("public.json")}, 1);
  EXPECT_EQ(report.at("tool"), "sqsproof");
  const Json& finding = report.at("findings").at(0);
  EXPECT_EQ(finding.at("rule"), "access/public");
  EXPECT_EQ(finding.at("severity"), "error");
  EXPECT_EQ(finding.at("verdict"), "violated");
  EXPECT_EQ(finding.at("queue"), "arn:aws:sqs:us-east-1:111122223333:orders");
  EXPECT_EQ(finding.at("location").at("line"), 7);
  EXPECT_EQ(finding.at("location").at("pointer"), "/Statement/0/Principal");
  EXPECT_EQ(finding.at("statements"), Json::array({0}));
  EXPECT_EQ(finding.at("fingerprint").get<std::string>().size(), 16U);
  EXPECT_GT(report.at("stats").at("questions"), 8);
}

TEST(Check, TheWitnessIsARequestThatDecideAllows) {
  const Json report = check_json({sample("cross-account-consumer.json")}, 1);
  const std::string witness = report.at("findings").at(0).at("witness").dump();
  const Outcome outcome = run_program({"decide", "--policy", sample("cross-account-consumer.json"),
                                       "--requests", "-", "--output", "json"},
                                      witness + "\n");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(Json::parse(outcome.out).at("decision"), "allow");
}

TEST(Check, ATrustedAccountIsMeantEvenIfItIsAnExample) {
  const std::string id = "lint/example-account";
  const std::string file = sample("cross-account-consumer.json");
  EXPECT_NE(run_program({"check", file}).out.find(id), std::string::npos);
  const Outcome trusted = run_program({"check", file, "--trusted-account", "444455556666"});
  EXPECT_EQ(trusted.exit_code, 0);
  EXPECT_EQ(trusted.out.find(id), std::string::npos) << trusted.out;
}

TEST(Check, ReadsStandardInputAndWritesFiles) {
  const std::string file = temporary_file("report.json", "");
  const Outcome outcome = run_program(
      {"check", "-", "--output", "json=" + file, "--output", "text"},
      R"({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}})");
  EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
  EXPECT_NE(outcome.out.find("error[access/public]"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("<stdin>:1:48"), std::string::npos) << outcome.out;
  const Outcome nowhere =
      run_program({"check", sample("public.json"), "--output", "json=/no/such/folder/x.json"});
  EXPECT_EQ(nowhere.exit_code, 2);
}

TEST(Decide, NamesTheStatementThatDecided) {
  const Outcome outcome = run_program(
      {"decide", "--policy", sample("s3-notification.json"), "--principal", "s3.amazonaws.com",
       "--action", "sqs:SendMessage", "--context", "aws:SourceArn=arn:aws:s3:::awsexamplebucket1",
       "--context", "aws:SourceAccount=444455556666", "--output", "json"});
  const Json line = Json::parse(outcome.out);
  EXPECT_EQ(line.at("decision"), "no-match");
  EXPECT_EQ(line.at("statements").at(0).at("applies"), "false");
  EXPECT_NE(line.at("why").get<std::string>().find("aws:SourceAccount"), std::string::npos);
}

TEST(CheckMany, EqualPoliciesAreProvedOnceAndToldOfEachQueue) {
  const auto policy = [](const std::string& name) {
    Json text = Json::parse(open_policy());
    text["Statement"][0]["Resource"] = arn_of(name);
    return text.dump();
  };
  const std::string line = line_of("a-long-name", policy("a-long-name"));
  const std::string first = line_of("q", policy("q"));
  const std::string blank = std::string(first.size() - 1, ' ') + "\n";
  const std::string both = temporary_file("both.jsonl", first + line);
  const std::string alone = temporary_file("alone.jsonl", blank + line);
  const Outcome together = run_program({"check", both, "--output", "json"});
  const Outcome single = run_program({"check", alone, "--output", "json"});
  EXPECT_EQ(together.exit_code, 1) << together.err;
  const Json expected = told_about(Json::parse(single.out), arn_of("a-long-name"));
  ASSERT_GE(expected.size(), 1U);
  EXPECT_TRUE(expected.at(0).contains("fix"));
  EXPECT_EQ(told_about(Json::parse(together.out), arn_of("a-long-name")).dump(1), expected.dump(1));
  EXPECT_LT(Json::parse(together.out).at("stats").at("questions"),
            Json::parse(single.out).at("stats").at("questions").get<int>() * 2);
}

TEST(CheckMany, RepairsHaveABound) {
  const Outcome none = run_program({"check", sample("public.json"), "--repairs", "0"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_NE(none.out.find("no repair was looked for in 1 policy"), std::string::npos) << none.out;
}

}  // namespace sqsproof::tests

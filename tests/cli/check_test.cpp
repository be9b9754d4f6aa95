// `check` and `decide` as scripts see them: exit codes and JSON.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

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

}  // namespace sqsproof::tests

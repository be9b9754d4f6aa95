// `check --select` and `--ignore`, and the findings about statements as users see them.
#include <algorithm>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/cli/program.h"

namespace sqsproof::tests {
namespace {

using Json = nlohmann::json;

std::set<std::string> found(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "check");
  arguments.insert(arguments.end(), {"--output", "json"});
  const Json report = Json::parse(run_program(arguments).out);
  std::set<std::string> rules;
  for (const Json& finding : report.at("findings")) {
    rules.insert(finding.at("rule"));
  }
  return rules;
}

std::string statement(const std::string& number, const std::string& more) {
  return R"({"Sid": "s)" + number + R"(", "Effect": "Allow", "Action": "sqs:SendMessage",
    "Principal": {"AWS": "arn:aws:iam::222233334444:role/r"},
    "Resource": "arn:aws:sqs:us-east-1:555566667777:orders")" +
         more + "}";
}

std::string policy_of(const std::string& statements) {
  return R"({"Version": "2012-10-17", "Statement": [)" + statements + "]}";
}

}  // namespace

TEST(Selection, OnlyWhatIsSelectedAndNotIgnoredIsFound) {
  const std::string file = sample("add-permission.json");
  using Ids = std::set<std::string>;
  EXPECT_EQ(found({file}),
            (Ids{"access/outside-trusted", "lint/example-account", "lint/whole-account"}));
  EXPECT_EQ(found({file, "--select", "lint"}), (Ids{"lint/example-account", "lint/whole-account"}));
  EXPECT_EQ(found({file, "--ignore", "lint"}), Ids{"access/outside-trusted"});
  EXPECT_EQ(found({file, "--select", "access,lint", "--ignore", "lint/example-account"}),
            (Ids{"access/outside-trusted", "access/tls", "lint/whole-account"}));
  EXPECT_EQ(found({file, "--select", "default,access/tls", "--ignore", "lint"}),
            (Ids{"access/outside-trusted", "access/tls"}));
}

TEST(Selection, AWarningCountsWhenItWasNamed) {
  const std::string file = sample("console-default.json");
  EXPECT_EQ(run_program({"check", file}).exit_code, 0);
  EXPECT_EQ(run_program({"check", file, "--select", "access/tls"}).exit_code, 1);
}

TEST(Selection, MistakesAreSaidWithACure) {
  const std::string file = sample("public.json");
  const Outcome misspelt = run_program({"check", file, "--select", "access/pubic"});
  EXPECT_EQ(misspelt.exit_code, 2);
  EXPECT_NE(misspelt.err.find("did you mean `access/public`?"), std::string::npos) << misspelt.err;
  const Outcome ignored = run_program({"check", file, "--ignore", "lint/no-such-thing"});
  EXPECT_EQ(ignored.exit_code, 2);
  EXPECT_NE(ignored.err.find("help: "), std::string::npos) << ignored.err;
  const Outcome nothing =
      run_program({"check", file, "--ignore", "access,lint", "--ignore", "statement,condition"});
  EXPECT_EQ(nothing.exit_code, 2);
  EXPECT_NE(nothing.err.find("no rule is left"), std::string::npos) << nothing.err;
  EXPECT_EQ(run_program({"check", file, "--select", "acc"}).exit_code, 2) << "half a word";
}

TEST(Selection, WhatWasProvedNamesWhatWasAsked) {
  const Outcome some =
      run_program({"check", sample("sns-fan-out.json"), "--select", "access/public,access/tls"});
  EXPECT_EQ(some.exit_code, 0);
  EXPECT_NE(some.out.find("access/public, access/tls"), std::string::npos) << some.out;
  EXPECT_EQ(some.out.find("no stranger"), std::string::npos) << some.out;
}

TEST(Statements, ARedundantStatementIsTakenOutByFix) {
  const std::string file =
      temporary_file("twice.json", policy_of(statement("1", "") + ",\n" + statement("2", "") +
                                             " , " + statement("3", R"(, "Condition": {})")));
  const Outcome diff = run_program({"check", file, "--select", "statement", "--diff"});
  EXPECT_NE(diff.out.find("-{\"Sid\": \"s2\""), std::string::npos) << diff.out;
  EXPECT_NE(run_program({"check", file, "--fix"}).exit_code, 2);
  EXPECT_FALSE(found({file}).contains("statement/redundant"));
}

TEST(Statements, SarifDescribesTheRule) {
  const std::string file =
      temporary_file("same.json", policy_of(statement("1", "") + "," + statement("2", "")));
  const Json sarif = Json::parse(run_program({"check", file, "--output", "sarif"}).out);
  const Json& rules = sarif.at("runs").at(0).at("tool").at("driver").at("rules");
  EXPECT_TRUE(std::any_of(rules.begin(), rules.end(), [](const Json& rule) {
    return rule.at("id") == "statement/redundant" && rule.contains("shortDescription");
  })) << rules;
}

TEST(Statements, APolicyAtTheQuotasTakesLessThanASecond) {
  std::string statements;
  for (int i = 0; i < 20; ++i) {
    const std::string n = std::to_string(i);
    const std::string name = "s" + n;
    statements +=
        (i == 0 ? "" : ",\n") +
        statement(n, R"(, "Condition": {"StringLike": {"aws:PrincipalTag/a": ")" + name +
                         R"(*", "aws:PrincipalTag/b": ")" + name + R"(*", "aws:UserAgent": "*)" +
                         name + R"(", "aws:Referer": "*)" + name +
                         R"("}, "Bool": {"aws:SecureTransport": "true"}, "IpAddress": )" +
                         R"({"aws:SourceIp": "203.0.113.)" + n +
                         R"("}, "DateGreaterThan": {"aws:CurrentTime": "2024-01-01"}})");
  }
  const Outcome outcome =
      run_program({"check", temporary_file("full.json", policy_of(statements))});
  EXPECT_LT(outcome.seconds, 3);  // less than one where the machine is idle
  EXPECT_EQ(outcome.out.find("not looked at"), std::string::npos);
}

}  // namespace sqsproof::tests

// Questions that are not decided: what no page says, keys that nobody knows, limits that are
// reached.
#include <gtest/gtest.h>

#include "tests/policy/prover_support.h"

namespace sqsproof::policy {

TEST(Prover, UndocumentedReadingsAreUnknown) {
  const Answer answer =
      answer_of(everyone_if(R"({"Bool":{"aws:SecureTransport":"yes"}})"), strangers());
  EXPECT_EQ(answer.verdict, Verdict::unknown);
  EXPECT_TRUE(answer.internal_error.empty()) << answer.internal_error;
  EXPECT_TRUE(answer.witness.has_value());
  EXPECT_FALSE(answer.approximations.empty());
}

TEST(Prover, KeysThatNoRequestIsKnownToHave) {
  const Answer answer =
      answer_of(everyone_if(R"({"StringEquals":{"aws:SorceAccount":"1"}})"), strangers());
  EXPECT_EQ(answer.verdict, Verdict::unknown);
  ASSERT_EQ(answer.approximations.size(), 1U);
  EXPECT_NE(answer.approximations[0].find("aws:sorceaccount"), std::string::npos);
  violation(everyone_if(R"({"StringNotEquals":{"aws:SorceAccount":"1"}})"), strangers());
}

TEST(Prover, UnknownKeysOfSetOperatorsMayHaveSeveralValues) {
  const Answer answer = answer_of(everyone_if(R"({"ForAnyValue:StringEquals":{"aws:Fancy":"a"},)"
                                              R"("ForAnyValue:StringLike":{"aws:Fancy":"b"}})"),
                                  strangers());
  EXPECT_EQ(answer.verdict, Verdict::unknown);
  ASSERT_TRUE(answer.witness);
  EXPECT_EQ(answer.witness->context.find("aws:fancy")->second.values,
            (std::vector<std::string>{"a", "b"}));
  expect_holds(everyone_if(R"({"StringEquals":{"aws:Fancy":"a"},"StringLike":{"aws:Fancy":"b"}})"),
               strangers());
}

TEST(Prover, LimitsMakeItUnknownAndAreNamed) {
  std::vector<std::string> statements = {
      R"("Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*",)"
      R"("Condition":{"StringLike":{"aws:UserAgent":"*a?b??????c*d?e*f??g*"}})"};
  for (char c = 'a'; c < 'k'; ++c) {
    statements.push_back(R"("Effect":"Deny","Principal":"*","Action":"sqs:*","Resource":"*",)"
                         R"("Condition":{"StringLike":{"aws:UserAgent":"*?*)" +
                         std::string(1, c) + "?*" + R"("}})");
  }
  ProverLimits limits;
  limits.search_nodes = 1;
  const Answer answer = answer_of(policy_of(statements), strangers(), limits);
  EXPECT_EQ(answer.verdict, Verdict::unknown);
  ASSERT_FALSE(answer.approximations.empty());
  EXPECT_NE(answer.approximations[0].find("limit"), std::string::npos);
}

// What matters is that each of these comes back soon, and says so when it could not decide.
TEST(Prover, NothingAPolicySaysExhaustsUs) {
  std::string wild;
  while (wild.size() < 6000) wild += "*?a";
  std::string many = "\"x\"";
  for (int i = 0; i < 700; ++i) many += ",\"arn:aws:iam::*:role/r" + std::to_string(i) + "*\"";
  for (const std::string key : {"aws:userid", "aws:PrincipalArn", "aws:SourceArn", "aws:username",
                                "aws:UserAgent", "aws:TagKeys", "aws:PrincipalOrgID"}) {
    for (const std::string& values : {"\"" + wild + "\"", many}) {
      for (const std::string op : {"ForAnyValue:StringLike", "ForAllValues:StringNotLike"}) {
        const Answer answer = answer_of(
            everyone_if("{\"" + op + "\":{\"" + key + "\":[" + values + "]}}"), strangers());
        EXPECT_EQ(answer.internal_error, "");
      }
    }
  }
  ProverLimits limits;
  limits.timeout = std::chrono::milliseconds(2000);
  std::vector<std::string> statements;
  for (char c = 'a'; c < 't'; ++c) {
    const std::string d(1, static_cast<char>(c + 1));
    const std::string pattern = "*" + std::string(1, c) + "?" + d + "*?" + d + "*";
    statements.push_back(std::string(R"("Effect":")") + (c % 3 == 0 ? "Allow" : "Deny") +
                         R"(","Principal":"*","Action":"sqs:*","Resource":"*",)"
                         R"("Condition":{"StringLike":{"aws:UserAgent":")" +
                         pattern + R"("},"StringNotLike":{"aws:Referer":")" + pattern + R"("}})");
  }
  EXPECT_EQ(answer_of(policy_of(statements), strangers(), limits).internal_error, "");
}

}  // namespace sqsproof::policy

// What every request satisfies: each row is needed.
#include "policy/symbolic/constraints.h"

#include <gtest/gtest.h>

#include "tests/policy/prover_support.h"

namespace sqsproof::policy {
namespace {

std::string any_action_if(const std::string& condition) {
  return policy_of({R"("Effect":"Allow","Principal":"*","Action":"*","Resource":"*",)"
                    R"("Condition":)" +
                    condition});
}

/// A policy and a question that together ask for a request that breaks the row.
std::pair<std::string, Question> breaking(const Constraint& row) {
  CallerKinds callers = kAllCallers;
  std::string presence;
  std::string empty;  // Null may take an empty value for none
  std::string values;
  std::string others;
  std::vector<std::string> actions = all_action_names();
  for (const Fact& fact : row.clause) {
    std::string key(fact.key);
    if (key.ends_with("/")) key += "team";
    if (fact.kind == Fact::Kind::caller_in) callers &= ~fact.callers;
    if (fact.kind == Fact::Kind::action_with) {
      std::erase_if(actions, [&](const std::string& name) {
        const VocabularyAction* action = find_action(semantics::sqs_vocabulary(), name);
        return action->tags >= fact.tags;
      });
    }
    if (fact.kind == Fact::Kind::caller_like) {
      callers = kinds_of({CallerKind::role});
      others += R"(,"StringNotLikeIfExists":{"aws:userid":"*:i-*"})";
    }
    if (fact.kind == Fact::Kind::key_absent || fact.kind == Fact::Kind::key_present) {
      const bool absent = fact.kind == Fact::Kind::key_present;
      presence +=
          (presence.empty() ? "\"" : ",\"") + key + (absent ? "\":\"true\"" : "\":\"false\"");
      if (absent && key != "aws:sourceip" && key != "aws:vpcsourceip" &&
          key != "aws:tokenissuetime")
        empty += (empty.empty() ? "\"" : ",\"") + key + "\":\"\"";
    }
    if (fact.kind == Fact::Kind::key_is) {
      values += (values.empty() ? "\"" : ",\"") + key + R"(":")" + std::string(fact.value) + "\"";
    }
  }
  const std::string conditions = R"("Null":{)" + presence + R"(},"StringNotLike":{)" + empty +
                                 R"(},"StringNotEquals":{)" + values + "}" + others;
  RequestClass wanted = class_of({}, "{}", actions);
  for (int kind = 0; kind < 6; ++kind) {
    if (((callers >> kind) & 1U) != 0) wanted.callers.push_back(static_cast<CallerKind>(kind));
  }
  return {any_action_if("{" + conditions + "}"), {{wanted}, {}}};
}

struct Breaking {
  std::string_view id;
  std::vector<CallerKind> callers;
  std::string conditions;
};

/// Of rows between values, and about values.
std::vector<Breaking> breaking_values() {
  return {
      {"request-tag/listed",
       {CallerKind::root},
       R"({"StringEquals":{"aws:RequestTag/Team":"red"},)"
       R"("ForAllValues:StringNotEqualsIgnoreCase":{"aws:TagKeys":"team"}})"},
      {"tag-keys/tags",
       {CallerKind::root},
       R"({"ForAnyValue:StringEquals":{"aws:TagKeys":"Team"},"Null":{"aws:RequestTag/team":"true"},)"
       R"("StringNotLike":{"aws:RequestTag/team":""}})"},
      {"source-arn/region-of-rule",
       {CallerKind::service},
       R"({"ArnLike":{"aws:SourceArn":"arn:aws:events:eu-west-1:111122223333:rule/*"}})"},
      {"token/issued-before",
       {CallerKind::role},
       R"({"DateLessThan":{"aws:CurrentTime":"2026-01-01T00:00:00Z"},)"
       R"("DateGreaterThanEquals":{"aws:TokenIssueTime":"2026-01-01T00:00:00Z"}})"},
      {"principal-org/own-account",
       {CallerKind::user},
       R"({"StringEquals":{"aws:PrincipalAccount":"444455556666","aws:PrincipalOrgID":"o-one"},)"
       R"("ForAllValues:StringNotLike":{"aws:ResourceOrgPaths":"o-one/*"}})"},
      {"source-org/own-account",
       {CallerKind::service},
       R"({"ArnLike":{"aws:SourceArn":"arn:aws:sns:*:444455556666:*"},)"
       R"("StringLike":{"aws:SourceOrgID":"o-a*"},)"
       R"("StringNotEqualsIfExists":{"aws:ResourceOrgID":"o-abc"},)"
       R"("StringNotLike":{"aws:ResourceOrgID":"o-a*"}})"},
  };
}

}  // namespace

// Each row is needed: with it no such request exists, without it there is one.
TEST(Constraints, EachMatters) {
  for (const Constraint& row : all_constraints()) {
    auto [policy, question] = breaking(row);
    for (const Breaking& other : breaking_values()) {
      if (other.id != row.id) continue;
      policy = any_action_if(other.conditions);
      // Of the actions that bring tags, this one brings their values.
      question = {{class_of(other.callers, "{}", {"sqs:SendMessage", "sqs:TagQueue"})}, {}};
    }
    EXPECT_EQ(answer_of(policy, question).verdict, Verdict::holds) << row.id;
    ProverLimits without_row;
    without_row.ignored_constraints = {std::string(row.id)};
    EXPECT_NE(answer_of(policy, question, without_row).verdict, Verdict::holds) << row.id;
  }
}

// What is built into the variables of space.h needs no rows.
TEST(Constraints, SomeAreBuiltIn) {
  const std::vector<std::string> conditions = {
      // one instant under two names
      R"({"DateLessThan":{"aws:CurrentTime":"2026-01-01T00:00:00Z"},)"
      R"("NumericGreaterThanEquals":{"aws:EpochTime":"1767225600"}})",
      // aws:SourceIp is a public address: a condition on private ones never holds
      R"({"IpAddress":{"aws:SourceIp":["10.0.0.0/8","172.16.0.0/12","192.168.0.0/16",)"
      R"("127.0.0.0/8","169.254.0.0/16","fd00::/8","fe80::/10","::1/128"]}})",
      // the ends of the chain are in it
      R"({"StringEquals":{"aws:CalledViaFirst":"a"},)"
      R"("ForAllValues:StringNotEquals":{"aws:CalledVia":"a"}})",
      R"({"StringLike":{"aws:CalledViaLast":"a*"},)"
      R"("ForAllValues:StringNotLike":{"aws:CalledVia":"a*"}})",
      R"({"Null":{"aws:CalledViaFirst":"true","aws:CalledViaLast":"false"}})",
      R"({"StringEquals":{"aws:CalledViaFirst":"a","aws:CalledViaLast":"b"},)"
      R"("ForAllValues:StringEquals":{"aws:CalledVia":"a"}})",
      // a path is in its organisation
      R"({"StringEquals":{"aws:SourceOrgID":"o-a"},)"
      R"("ForAnyValue:StringLike":{"aws:SourceOrgPaths":"o-b/*"}})",
  };
  Question anyone = {
      {class_of(iam_callers()), class_of({CallerKind::anonymous}), class_of({CallerKind::service})},
      {}};
  for (const std::string& condition : conditions) {
    const Answer answer = answer_of(any_action_if(condition), anyone);
    EXPECT_EQ(answer.verdict, Verdict::holds)
        << condition << (answer.witness ? to_json(*answer.witness) : answer.internal_error);
  }
  EXPECT_EQ(answer_of(any_action_if(R"({"StringEquals":{"aws:CalledViaFirst":"a",)"
                                    R"("aws:CalledViaLast":"b"}})"),
                      anyone)
                .verdict,
            Verdict::violated);
}

// The idiom for "of the queue's organisation": for callers of its account, it goes without saying.
TEST(Constraints, OwnCallersAreOfTheOrganizationOfTheQueue) {
  const Question own = {
      {class_of({CallerKind::user}, R"({"StringEquals":{"aws:PrincipalAccount":"444455556666"},)"
                                    R"("Null":{"aws:PrincipalOrgID":"false"}})")},
      {}};
  const std::string others = R"({"StringNotEquals":{"aws:PrincipalOrgID":"${aws:ResourceOrgID}"}})";
  EXPECT_EQ(answer_of(any_action_if(others), own).verdict, Verdict::holds);
  const Question foreign = {{class_of({CallerKind::user},
                                      R"({"StringEquals":{"aws:PrincipalAccount":"111122223333"},)"
                                      R"("Null":{"aws:PrincipalOrgID":"false"}})",
                                      {"sqs:SendMessage"})},
                            {}};
  EXPECT_EQ(answer_of(any_action_if(others), foreign).verdict, Verdict::violated);
}

}  // namespace sqsproof::policy

// Questions that people ask, about policies that people write.
#include "policy/prover/prover.h"

#include <gtest/gtest.h>

#include "tests/policy/prover_support.h"

namespace sqsproof::policy {
namespace {

const std::string kPublic =
    policy_of({R"("Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Resource":"*")"});

std::string service_grant(const std::string& service, const std::string& condition) {
  return policy_of({R"("Effect":"Allow","Principal":{"Service":")" + service +
                    R"("},"Action":"SQS:SendMessage","Resource":")" + kQueue + R"(","Condition":)" +
                    condition});
}

}  // namespace

TEST(Prover, PublicQueueIsOpenToAnyone) {
  EXPECT_EQ(violation(kPublic, strangers()),
            R"({"principal":"anonymous","action":"sqs:SendMessage",)"
            R"("resource":"arn:aws:sqs:us-east-1:444455556666:orders","context":{}})");
}

TEST(Prover, ConsoleDefaultLetsNoStrangerIn) {
  const std::string policy =
      policy_of({R"("Sid":"__owner_statement","Effect":"Allow","Principal":)"
                 R"({"AWS":"arn:aws:iam::444455556666:root"},"Action":"SQS:*","Resource":")" +
                 std::string(kQueue) + "\""});
  expect_holds(policy, strangers());
  expect_holds(policy, deputies());
}

TEST(Prover, AddPermissionsFormGrantsTheNamedAccount) {
  const std::string policy =
      R"({"Version":"2008-10-17","Id":"x/SQSDefaultPolicy","Statement":[{"Sid":"l",)"
      R"("Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:root"]},)"
      R"("Action":"SQS:ReceiveMessage","Resource":")" +
      std::string(kQueue) + "\"}]}";
  EXPECT_EQ(violation(policy, strangers()),
            R"({"principal":"arn:aws:iam::111122223333:user/alice","action":"sqs:ReceiveMessage",)"
            R"("resource":"arn:aws:sqs:us-east-1:444455556666:orders","context":{}})");
  Question others = strangers();
  others.classes[1].conditions = conditions_of(
      R"({"StringNotEquals":{"aws:PrincipalAccount":["444455556666","111122223333"]}})");
  expect_holds(policy, others);
}

TEST(Prover, S3NotificationWithSourceAccountServesNoStranger) {
  const std::string safe =
      service_grant("s3.amazonaws.com", R"({"ArnLike":{"aws:SourceArn":"arn:aws:s3:*:*:uploads"},)"
                                        R"("StringEquals":{"aws:SourceAccount":"444455556666"}})");
  expect_holds(safe, deputies());
  expect_holds(safe, strangers());
  // A bucket's ARN names no account: whoever owns the name of a deleted bucket gets in.
  const std::string open = service_grant(
      "s3.amazonaws.com", R"({"ArnLike":{"aws:SourceArn":"arn:aws:s3:*:*:uploads"}})");
  EXPECT_EQ(violation(open, deputies()),
            R"({"principal":"s3.amazonaws.com","action":"sqs:SendMessage",)"
            R"("resource":"arn:aws:sqs:us-east-1:444455556666:orders","context":)"
            R"({"aws:SourceAccount":"999988887777","aws:SourceArn":"arn:aws:s3:::uploads"}})");
}

TEST(Prover, SourceArnAndSourceAccountAreOfOneAccount) {
  const std::string topic = R"({"ArnEquals":{"aws:SourceArn":"arn:aws:sns:us-east-1:)";
  // The topic's account is in its ARN, so nobody else's account can come with it; but it is absent
  // when the service does not send it.
  Question other = deputies();
  other.classes[0].conditions =
      conditions_of(R"({"StringNotEquals":{"aws:SourceAccount":"444455556666"},)"
                    R"("Null":{"aws:SourceAccount":"false"}})");
  expect_holds(service_grant("sns.amazonaws.com", topic + "444455556666:t\"}}"), other);
  expect_holds(everyone_if(topic + "444455556666:t\"}}"), other);
  expect_holds(everyone_if(topic + "444455556666:t\"}}"), strangers());
  const std::string witness = violation(everyone_if(topic + "111122223333:t\"}}"), other);
  EXPECT_NE(witness.find(R"("aws:SourceAccount":"111122223333")"), std::string::npos) << witness;
}

TEST(Prover, CrossAccountConsumerRole) {
  const std::string policy = policy_of(
      {R"("Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/x/consumer"},)"
       R"("Action":["sqs:ReceiveMessage","sqs:DeleteMessage"],"Resource":"*")"});
  const std::string witness = violation(policy, strangers());
  EXPECT_NE(witness.find("arn:aws:sts::111122223333:assumed-role/consumer/session"),
            std::string::npos)
      << witness;
  Question sends = strangers();
  for (RequestClass& wanted : sends.classes) wanted.actions = {"sqs:SendMessage"};
  expect_holds(policy, sends);
  Question another_role = strangers();
  another_role.classes[1].conditions = conditions_of(
      R"({"StringNotEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/x/consumer"}})");
  expect_holds(policy, another_role);
}

TEST(Prover, ActionsThatDoNotCrossAccountsAreNotGranted) {
  const std::string policy =
      policy_of({R"("Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*")"});
  Question question = strangers();
  for (RequestClass& wanted : question.classes) {
    wanted.actions = {"sqs:SetQueueAttributes", "sqs:DeleteQueue"};
  }
  expect_holds(policy, question);
  const Question own = {{class_of(iam_callers(), "{}", {"sqs:DeleteQueue"})}, {}};
  EXPECT_NE(violation(policy, own).find("444455556666"), std::string::npos);
}

TEST(Prover, DenyWithoutTlsLeavesTlsOpen) {
  const std::string policy =
      policy_of({R"("Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*")",
                 R"("Effect":"Deny","Principal":"*","Action":"sqs:*","Resource":"*",)"
                 R"("Condition":{"Bool":{"aws:SecureTransport":"false"}})"});
  EXPECT_NE(violation(policy, strangers()).find(R"("aws:SecureTransport":"true")"),
            std::string::npos);
  const Question plain = {
      {class_of({CallerKind::anonymous}, R"({"Bool":{"aws:SecureTransport":"false"}})")}, {}};
  expect_holds(policy, plain);
}

TEST(Prover, OrganisationGuardsMembersOnly) {
  expect_holds(everyone_if(R"({"StringEquals":{"aws:PrincipalOrgID":"o-abc123"}})"),
               {{class_of({CallerKind::anonymous, CallerKind::service})}, {}});
  const Question outside = {
      {class_of(iam_callers(), R"({"StringNotEquals":{"aws:PrincipalOrgID":"o-abc123"}})")}, {}};
  expect_holds(everyone_if(R"({"StringEquals":{"aws:PrincipalOrgID":"o-abc123"}})"), outside);
  // An OU path of the organisation is in the organisation; a path of any other is not.
  expect_holds(everyone_if(R"({"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":)"
                           R"("o-abc123/r-ab12/ou-ab12-1/*"}})"),
               outside);
  violation(
      everyone_if(R"({"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-abc*/r-ab12/*"}})"),
      outside);
  // ForAllValues holds of no values.
  violation(everyone_if(R"({"ForAllValues:StringLike":{"aws:PrincipalOrgPaths":"o-abc123/*"}})"),
            strangers());
}

TEST(Prover, NegatedOperatorsHoldOfAbsentKeys) {
  const std::string witness =
      violation(everyone_if(R"({"StringNotEquals":{"aws:SourceVpce":"vpce-1"}})"), strangers());
  EXPECT_EQ(witness.find("vpce"), std::string::npos) << witness;
  expect_holds(everyone_if(R"({"StringEquals":{"aws:SourceVpce":"vpce-1"}})"), deputies());
}

TEST(Prover, UserIdsAndSessions) {
  const std::string session =
      policy_of({R"("Effect":"Allow","Action":"sqs:SendMessage","Resource":"*","Principal":)"
                 R"({"AWS":"arn:aws:sts::111122223333:assumed-role/build/ci"})"});
  const Question other_session = {
      {class_of({CallerKind::role}, R"({"StringNotLike":{"aws:userid":"*:ci"}})")}, {}};
  expect_holds(session, other_session);
  const Question other_role = {
      {class_of(
          {CallerKind::role},
          R"({"StringNotLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/*build"}})")},
      {}};
  expect_holds(session, other_role);
  violation(session, {{class_of({CallerKind::role})}, {}});
  const std::string id = policy_of({R"("Effect":"Allow","Action":"sqs:SendMessage","Resource":"*",)"
                                    R"("Principal":{"AWS":"AROAEXAMPLEEXAMPLE12"})"});
  const Question other_id = {
      {class_of({CallerKind::role, CallerKind::user},
                R"({"StringNotLike":{"aws:userid":"AROAEXAMPLEEXAMPLE12:*"}})")},
      {}};
  expect_holds(id, other_id);
}

TEST(Prover, RequiredAccessIsRefusedByADeny) {
  const std::string s3 =
      R"("Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"sqs:SendMessage",)"
      R"("Resource":"*","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:s3:::uploads"}})";
  Question delivered = {{class_of({CallerKind::service},
                                  R"({"StringEquals":{"aws:PrincipalServiceName":)"
                                  R"("s3.amazonaws.com","aws:SourceAccount":"444455556666",)"
                                  R"("aws:SourceArn":"arn:aws:s3:::uploads"}})",
                                  {"sqs:SendMessage"})},
                        {}};
  delivered.offender = Offender::refused;
  expect_holds(policy_of({s3}), delivered);
  const std::string network = R"("Effect":"Deny","Principal":"*","Action":"sqs:*","Resource":"*",)"
                              R"("Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}})";
  // A service comes through no endpoint of ours: the guard of the network cuts the delivery off.
  const Answer answer = answer_of(policy_of({s3, network}), delivered);
  EXPECT_EQ(answer.verdict, Verdict::violated);
  EXPECT_EQ(answer.statements, (std::vector<std::size_t>{1}));
  delivered.classes[0].actions.emplace_back("sqs:DeleteMessage");
  EXPECT_EQ(answer_of(policy_of({s3}), delivered).verdict, Verdict::violated);
}

TEST(Prover, BaselineLeavesWhatIsNew) {
  const auto allow = [](const std::string& condition) {
    return document_of(everyone_if(condition));
  };
  const Document old_policy =
      allow(R"({"StringLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/a*"}})");
  const Document new_policy =
      allow(R"({"StringLike":{"aws:PrincipalArn":["arn:aws:iam::*:role/ab*","*/b"]}})");
  Question added = {{class_of({CallerKind::user, CallerKind::role, CallerKind::root})}, {}};
  added.baseline = &old_policy;
  Prover prover(new_policy, kQueue, semantics::sqs_vocabulary());
  const Answer answer = prover.ask(added);
  ASSERT_EQ(answer.verdict, Verdict::violated) << answer.internal_error;
  EXPECT_EQ(decide(new_policy, *answer.witness, semantics::sqs_vocabulary()), Outcome::allow);
  EXPECT_EQ(decide(old_policy, *answer.witness, semantics::sqs_vocabulary()), Outcome::no_match);
  Question lost = added;
  lost.offender = Offender::refused;
  EXPECT_EQ(prover.ask(lost).verdict, Verdict::violated);
  added.baseline = &new_policy;
  EXPECT_EQ(prover.ask(added).verdict, Verdict::holds);
}

TEST(Prover, AnswersManyQuestionsInAnyOrder) {
  const Document document = document_of(service_grant(
      "s3.amazonaws.com", R"({"ArnLike":{"aws:SourceArn":"arn:aws:s3:*:*:uploads"}})"));
  Prover prover(document, kQueue, semantics::sqs_vocabulary());
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(prover.ask(strangers()).verdict, Verdict::holds);
    EXPECT_EQ(prover.ask(deputies()).verdict, Verdict::violated);
  }
}

}  // namespace sqsproof::policy
